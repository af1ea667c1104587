//! From what mods and people say to commands of the rules.

use std::sync::Arc;

use speedfog_protocol::ws::FromMod;
use speedfog_race::{
    Command, ParticipantId, RaceEdit, RaceStatus, Refusal, Report, SeedGraph, SeedId, UserId,
};

use uuid::Uuid;

use super::{
    audit,
    drive::Failed,
    input::{Action, ActionError, ConnectionId, NewCaster, NewMember, Reply},
    pending::{Delivery, Pending},
    reports::{self, Whereabouts},
    task::RoomTask,
};
use crate::{
    clock,
    store::{
        CasterRow, InviteRow,
        commit::{Change, NewParticipant},
    },
};

impl RoomTask {
    /// Deals with a message of a mod. Messages of connections that have lost their place are old
    /// news and ignored.
    pub(super) fn hear_mod(
        &mut self,
        connection: ConnectionId,
        message: FromMod,
    ) -> Result<(), Failed> {
        self.door.is_alive(connection);
        let Some(participant) = self.members.owner_of(connection) else {
            return Ok(());
        };
        if message == FromMod::Ready {
            let _ = self.command(Command::Ready { participant })?;
            return Ok(());
        }
        let Some(runner) = self.state.race.participant(participant) else {
            return Ok(());
        };
        let whereabouts = Whereabouts {
            tables: &self.settings.zone_tables,
            graph: self.state.race.graph().map(AsRef::as_ref),
            progress: &runner.progress,
        };
        match reports::report(message, whereabouts) {
            Some(report) => self.report(participant, report),
            None => Ok(()),
        }
    }

    fn report(&mut self, participant: ParticipantId, report: Report) -> Result<(), Failed> {
        let event_id = report.event_id();
        let result = self.command(Command::Report {
            participant,
            report,
        })?;
        // A copy of an event that was stored is acknowledged whatever has happened since.
        let stored = result.is_ok()
            || self
                .state
                .race
                .participant(participant)
                .is_some_and(|participant| participant.progress.has_accepted(event_id));
        // Other refusals are no mistake of the mod, which may not have heard yet that it is done.
        let refusal = (result == Err(Refusal::NotRunning)).then(|| Refusal::NotRunning.to_string());
        let answer = reports::answer(event_id, stored, refusal);
        self.pending
            .deliveries
            .extend(answer.map(|frame| Delivery::Mod(participant, frame)));
        Ok(())
    }

    /// Does what somebody asked for over the API. The answer follows once it is durable.
    pub(super) fn act(
        &mut self,
        action: Action,
        actor: UserId,
        reply: Reply,
    ) -> Result<(), Failed> {
        let entry = audit::entry(&action, actor, &self.state);
        let waiting = |pending: &Pending| (pending.journal.len(), pending.changes.len());
        let before = waiting(&self.pending);
        match self.decide_action(action)? {
            Ok(()) => {
                // What changes nothing is no deed.
                if let Some(entry) = entry.filter(|_| waiting(&self.pending) != before) {
                    self.pending.changes.push(Change::Audit(entry));
                }
                self.pending.replies.push(reply);
            }
            Err(error) => {
                let _ = reply.send(Err(error));
            }
        }
        Ok(())
    }

    fn decide_action(&mut self, action: Action) -> Result<Result<(), ActionError>, Failed> {
        let command = match action {
            Action::Join(member) => {
                let command = Command::Join {
                    participant: member.participant,
                    user: member.person.id,
                };
                return self.enter(member, command);
            }
            Action::Add(member) => {
                let command = Command::AddParticipant {
                    participant: member.participant,
                    user: member.person.id,
                };
                return self.enter(member, command);
            }
            Action::AcceptInvite { member, invite } => {
                let command = Command::AddParticipant {
                    participant: member.participant,
                    user: member.person.id,
                };
                let entered = self.enter(member, command)?;
                if entered.is_ok() {
                    self.state.around.invites.retain(|open| open.id != invite);
                    self.pending.changes.push(Change::AcceptInvite(invite));
                }
                return Ok(entered);
            }
            Action::Invite(invite) => return Ok(self.invite(invite)),
            Action::RevokeInvite(invite) => return Ok(self.revoke_invite(invite)),
            Action::PackDownloaded { participant, seed } => {
                self.pack_downloaded(participant, seed);
                return Ok(Ok(()));
            }
            Action::AddCaster(caster) => {
                let user = caster.person.id;
                return self.add_caster(caster, Command::AddCaster { user });
            }
            Action::CastJoin(caster) => {
                let user = caster.person.id;
                return self.add_caster(caster, Command::CastJoin { user });
            }
            Action::RemoveCaster(user) => {
                let removed = self.command(Command::RemoveCaster { user })?;
                if removed.is_ok() {
                    self.state.around.remove_caster(user);
                    self.pending.changes.push(Change::RemoveCaster(user));
                }
                return Ok(removed.map_err(ActionError::from));
            }
            Action::AddCoOrganizer(person) => {
                let user = person.id;
                let added = self.command(Command::AddCoOrganizer { user })?;
                if added.is_ok() {
                    let at = clock::now();
                    self.state.around.helpers.push(person);
                    self.pending
                        .changes
                        .push(Change::AddCoOrganizer { user, at });
                }
                return Ok(added.map_err(ActionError::from));
            }
            Action::RemoveCoOrganizer(user) => {
                let may_know_map = self.state.participant_of(user).is_none();
                let removed = self.command(Command::RemoveCoOrganizer { user })?;
                if removed.is_ok() {
                    self.state.around.helpers.retain(|person| person.id != user);
                    self.pending
                        .changes
                        .push(Change::RemoveCoOrganizer { user, may_know_map });
                }
                return Ok(removed.map_err(ActionError::from));
            }
            Action::Edit { edit, seed } => return self.edit(edit, seed),
            Action::Restore { participant, .. } => Command::Restore { participant },
            Action::Hold {
                participant, held, ..
            } => Command::Hold { participant, held },
            Action::Correct {
                participant,
                correction,
                ..
            } => Command::Correct {
                participant,
                correction,
            },
            Action::AssignSeed { seed, graph } => return self.assign_seed(seed, graph),
            Action::Remove(participant) => {
                let command = Command::RemoveParticipant { participant };
                return self.exit(Some(participant), command);
            }
            Action::Leave(user) => {
                let participant = self.state.participant_of(user);
                return self.exit(participant, Command::Leave { user });
            }
            Action::Delete => {
                self.delete();
                return Ok(Ok(()));
            }
            Action::Abandon(user) => match self.state.participant_of(user) {
                Some(participant) => Command::Abandon { participant },
                None => return Ok(Err(Refusal::UnknownParticipant.into())),
            },
            Action::ReleaseSeeds => Command::ReleaseSeeds,
            Action::Start { countdown_seconds } => Command::Start { countdown_seconds },
            Action::CancelCountdown => Command::CancelCountdown,
            Action::Finish => Command::ForceFinish,
            Action::Reset => Command::Reset,
        };
        Ok(self.command(command)?.map_err(ActionError::from))
    }

    /// A new participant: known to the room before the others are told.
    fn enter(
        &mut self,
        member: NewMember,
        command: Command,
    ) -> Result<Result<(), ActionError>, Failed> {
        let NewMember {
            person,
            participant,
            mod_token,
        } = member;
        let user = person.id;
        self.state.people.insert(participant, person);
        if let Err(refusal) = self.command(command)? {
            self.state.people.remove(&participant);
            return Ok(Err(refusal.into()));
        }
        let color_index = self
            .state
            .race
            .participant(participant)
            .map_or(0, |entry| entry.color_index);
        self.pending
            .changes
            .push(Change::AddParticipant(NewParticipant {
                id: participant,
                user,
                mod_token,
                color_index,
                applied_seq: self.state.seq,
            }));
        Ok(Ok(()))
    }

    /// A participant less: unknown to the room once the others have been told.
    fn exit(
        &mut self,
        participant: Option<ParticipantId>,
        command: Command,
    ) -> Result<Result<(), ActionError>, Failed> {
        if let Err(refusal) = self.command(command)? {
            return Ok(Err(refusal.into()));
        }
        let Some(participant) = participant else {
            return Ok(Ok(()));
        };
        self.state.people.remove(&participant);
        self.state.dirty.remove(&participant);
        self.pending
            .changes
            .push(Change::RemoveParticipant(participant));
        Ok(Ok(()))
    }

    fn add_caster(
        &mut self,
        NewCaster { id, person }: NewCaster,
        command: Command,
    ) -> Result<Result<(), ActionError>, Failed> {
        if let Err(refusal) = self.command(command)? {
            return Ok(Err(refusal.into()));
        }
        self.pending.changes.push(Change::AddCaster {
            id,
            user: person.id,
            at: clock::now(),
        });
        let race_id = self.state.race.id();
        self.state.around.casters.push(CasterRow {
            id,
            race_id,
            person,
        });
        Ok(Ok(()))
    }

    /// An invite more, unless the login has one already.
    fn invite(&mut self, invite: InviteRow) -> Result<(), ActionError> {
        if self.state.race.status() != RaceStatus::Setup {
            return Err(Refusal::NotInSetup.into());
        }
        if self.state.around.invite_for(&invite.login).is_none() {
            self.state.around.invites.push(invite.clone());
            self.pending.changes.push(Change::AddInvite(invite));
            self.pending.lobby_changed = true;
        }
        Ok(())
    }

    /// An invite less.
    fn revoke_invite(&mut self, id: Uuid) -> Result<(), ActionError> {
        if self.state.race.status() != RaceStatus::Setup {
            return Err(Refusal::NotInSetup.into());
        }
        let invites = &mut self.state.around.invites;
        let open = invites.len();
        invites.retain(|invite| invite.id != id);
        if invites.len() == open {
            return Err(ActionError::Conflict);
        }
        self.pending.changes.push(Change::RevokeInvite(id));
        self.pending.lobby_changed = true;
        Ok(())
    }

    fn pack_downloaded(&mut self, participant: ParticipantId, seed: SeedId) {
        let known = self.state.race.participant(participant).is_some();
        if known && self.state.around.packs.insert(participant, seed) != Some(seed) {
            self.pending
                .changes
                .push(Change::PackDownloaded { participant, seed });
            self.pending.lobby_changed = true;
        }
    }

    /// Changes everything or nothing.
    fn edit(
        &mut self,
        edit: RaceEdit,
        seed: Option<(String, SeedId, Arc<SeedGraph>)>,
    ) -> Result<Result<(), ActionError>, Failed> {
        let command = Command::Edit(edit);
        if let Err(refusal) = self.state.race.decide(command.clone(), clock::now()) {
            return Ok(Err(refusal.into()));
        }
        if let Some((pool, seed, graph)) = seed {
            if let Err(error) = self.assign_seed(seed, graph)? {
                return Ok(Err(error));
            }
            self.state.around.pool_name = Some(pool);
        }
        Ok(self.command(command)?.map_err(ActionError::from))
    }

    fn assign_seed(
        &mut self,
        seed: SeedId,
        graph: Arc<SeedGraph>,
    ) -> Result<Result<(), ActionError>, Failed> {
        let race = &self.state.race;
        // A pack that was released may have been downloaded, and played, by anybody.
        let returned = race.seed().filter(|_| race.seeds_released_at().is_none());
        let command = Command::AssignSeed { seed };
        let assigned = self.command_then(command, |state| state.race.set_graph(Some(graph)))?;
        if assigned.is_ok() {
            self.pending
                .changes
                .push(Change::AssignSeed { seed, returned });
        }
        Ok(assigned.map_err(ActionError::from))
    }
}
