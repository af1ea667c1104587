//! Coming in and leaving.
//!
//! A newcomer's first frame is the full state, and it is registered in the same step, so no update
//! can fall between the two.

use speedfog_protocol::ws::ToSpectator;
use speedfog_race::{ParticipantId, RaceStatus, UserId, graph::Node};
use tokio::time::Instant;

use super::{
    audience::{Audience, CohortId},
    door::Knock,
    drive::Failed,
    frame::Frame,
    frames,
    input::{ConnectionId, Following, JoinRefusal, ModSeat},
    lobby::lobby,
    members::ModMember,
    outbox::Outbox,
    snapshot,
    task::RoomTask,
};
use crate::i18n::Locale;

impl RoomTask {
    /// Admits a mod, refuses it, or lets it wait for an older connection.
    pub(super) fn knock(&mut self, knock: Knock) {
        if let Err(refusal) = self.may_join(knock.seat.participant) {
            let _ = knock.reply.send(Err(refusal));
            return;
        }
        if let Some(knock) = self.door.knock(knock, &self.members) {
            self.admit_mod(knock);
        }
    }

    fn may_join(&self, participant: ParticipantId) -> Result<(), JoinRefusal> {
        if self.state.race.participant(participant).is_none() {
            return Err(JoinRefusal::NotParticipant);
        }
        if self.state.race.status() == RaceStatus::Finished {
            return Err(JoinRefusal::RaceFinished);
        }
        Ok(())
    }

    fn admit_mod(&mut self, Knock { seat, reply }: Knock) {
        let ModSeat {
            participant,
            connection,
            outbox,
            locale,
            seed_id,
            ticks,
        } = seat;
        let member = ModMember {
            connection,
            outbox: outbox.clone(),
            locale,
            seed_id,
            ticks,
        };
        self.members.add_mod(participant, member);
        if ticks {
            self.follow(CohortId::MODS);
        }
        // The outbox is new and empty, so these frames find a place.
        let auth_ok = snapshot::auth_ok(&self.state, &self.members, participant, ticks);
        let _ = outbox.push(auth_ok);
        let race = &self.state.race;
        if race.status() == RaceStatus::Setup {
            let _ = outbox.push(lobby(&self.state, &self.members));
        }
        if race.status() == RaceStatus::Running {
            let zone = race
                .participant(participant)
                .and_then(|participant| participant.progress.current_zone.as_ref())
                .or_else(|| race.graph()?.start().map(Node::id));
            let frame = zone.and_then(|zone| {
                frames::zone_update(&self.state, &self.members, participant, zone)
            });
            if let Some(frame) = frame {
                let _ = outbox.push(frame);
            }
        }
        if race.starts_at().is_some() {
            let _ = outbox.push(frames::countdown(&self.state));
        }
        if reply.send(Ok(())).is_err() {
            // The socket is gone already.
            self.members.remove_mod(connection);
            return;
        }
        tracing::debug!(race.id = %self.state.race.id(), %participant, "mod connected");
        self.people_changed();
    }

    /// Older connections that stayed silent lose their place.
    pub(super) fn replace_silent_mods(&mut self, now: Instant) {
        for knock in self.door.replace_silent(&mut self.members, now) {
            self.knock(knock);
        }
    }

    /// A mod is gone; whoever waited for its place gets it.
    pub(super) fn leave_mod(&mut self, connection: ConnectionId) {
        let Some(participant) = self.members.remove_mod(connection) else {
            return;
        };
        tracing::debug!(race.id = %self.state.race.id(), %participant, "mod disconnected");
        self.people_changed();
        for knock in self.door.freed(connection) {
            self.knock(knock);
        }
    }

    /// Lets somebody watch.
    pub(super) fn join_spectator(
        &mut self,
        connection: ConnectionId,
        user: Option<UserId>,
        outbox: Outbox,
        locale: Locale,
        following: Following,
    ) -> Result<(), Failed> {
        let (cohort, resume) = match following {
            Following::Updates => (None, None),
            Following::Ticks(resume) => {
                let cohort = self.members.spectators.place(resume.as_ref());
                self.follow(cohort);
                (Some(cohort), resume)
            }
        };
        let audience = self.state.audience(user, locale, cohort);
        let missed = cohort.zip(resume).and_then(|(cohort, resume)| {
            let ticks = self.members.spectators.ticks(cohort);
            Some((resume.after, ticks.missed(&audience, &resume)?))
        });
        let frames = match missed {
            Some((seq, missed)) => self.resumed(seq, missed),
            None => self.first_frames(&audience)?,
        };
        for frame in frames {
            let _ = outbox.push(frame);
        }
        self.members
            .add_spectator(connection, user, outbox, audience);
        self.count_changed();
        Ok(())
    }

    /// A spectator turned out to be `user`; what they may see, and how it is written, may change with
    /// that.
    pub(super) fn identify_spectator(
        &mut self,
        connection: ConnectionId,
        user: UserId,
        locale: Locale,
    ) -> Result<(), Failed> {
        let Some(spectator) = self.members.spectators.get_mut(connection) else {
            return Ok(());
        };
        let cohort = spectator.audience.cohort;
        let audience = self.state.audience(Some(user), locale, cohort);
        spectator.user = Some(user);
        if spectator.audience == audience {
            return Ok(());
        }
        spectator.audience = audience.clone();
        let outbox = spectator.outbox.clone();
        for frame in self.first_frames(&audience)? {
            let _ = outbox.push(frame);
        }
        Ok(())
    }

    /// A spectator is gone.
    pub(super) fn leave_spectator(&mut self, connection: ConnectionId) {
        if self.members.spectators.remove(connection) {
            self.count_changed();
        }
    }

    /// What somebody of this audience needs to begin with.
    pub(super) fn first_frames(&mut self, audience: &Audience) -> Result<Vec<Frame>, Failed> {
        let mut frames = vec![self.race_state(audience)?];
        if self.state.race.status() == RaceStatus::Setup {
            frames.push(lobby(&self.state, &self.members));
        }
        if self.state.race.starts_at().is_some() {
            frames.push(frames::countdown(&self.state));
        }
        Ok(frames)
    }

    /// What somebody needs who has missed only these ticks since the one with the number `seq`. What
    /// is not in ticks is told as it is now; the number of spectators follows by itself.
    fn resumed(&self, seq: u64, missed: Vec<Frame>) -> Vec<Frame> {
        let mut frames = vec![ToSpectator::Resumed { seq }.encode().into()];
        if !missed.is_empty() {
            frames.push(Frame::joined(missed));
        }
        if self.state.race.status() == RaceStatus::Setup {
            frames.push(lobby(&self.state, &self.members));
            // Called off is news as well.
            frames.push(frames::countdown(&self.state));
        }
        frames
    }

    /// Somebody begins to follow by the ticks of a cohort.
    fn follow(&mut self, cohort: CohortId) {
        if self.members.spectators.ticks(cohort).told().is_none() {
            let now = frames::standings(&self.state, &self.members);
            self.members.spectators.follow(cohort, now);
        }
    }

    /// `spectator_count` for everybody who watches.
    pub(super) fn spectator_count(&self) -> Frame {
        let count = u32::try_from(self.members.spectators.len()).unwrap_or(u32::MAX);
        ToSpectator::SpectatorCount { count }.encode().into()
    }
}
