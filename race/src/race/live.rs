//! What participants do in a running race, and when it ends by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::{AbandonCause, Event, Participant, Race, RaceEnd, Refusal};
use crate::id::ParticipantId;
use crate::progress::{Report, Step};
use crate::status::{ParticipantStatus, RaceStatus};

impl Race {
    fn require_participant(&self, id: ParticipantId) -> Result<&Participant, Refusal> {
        self.participant(id).ok_or(Refusal::UnknownParticipant)
    }

    pub(super) fn ready(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        let participant = self.require_participant(id)?;
        let open = self.status() != RaceStatus::Finished;
        if open && participant.status == ParticipantStatus::Registered {
            Ok(vec![Event::BecameReady { participant: id }])
        } else {
            Ok(Vec::new())
        }
    }

    pub(super) fn report(&self, id: ParticipantId, report: &Report) -> Result<Vec<Event>, Refusal> {
        let participant = self.require_participant(id)?;
        match (self.require_running(), report) {
            (Ok(()), _) => {}
            // Mods ask for their place whenever a loading screen ends; that is no mistake.
            (Err(_), Report::Located { .. }) => return Ok(Vec::new()),
            (Err(refusal), _) => return Err(refusal),
        }
        let begin = match participant.status {
            ParticipantStatus::Registered | ParticipantStatus::Ready => true,
            ParticipantStatus::Playing => false,
            ParticipantStatus::Finished | ParticipantStatus::Abandoned => return Ok(Vec::new()),
        };
        let steps = participant
            .progress
            .decide(self.graph.as_deref(), begin, report);
        let done = steps
            .iter()
            .any(|step| matches!(step, Step::Finished { .. }));
        let mut events: Vec<_> = steps
            .into_iter()
            .map(|step| Event::Progressed {
                participant: id,
                step,
            })
            .collect();
        if done {
            events.extend(self.end_without(&[id], RaceEnd::AllDone));
        }
        Ok(events)
    }

    pub(super) fn abandon(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        let participant = self.require_participant(id)?;
        self.require_running()?;
        if participant.status.is_terminal() {
            return Err(Refusal::AlreadyDone);
        }
        Ok(self.abandoned(&[id], AbandonCause::Own))
    }

    pub(super) fn sweep_inactive(
        &self,
        playing: TimeDelta,
        waiting: TimeDelta,
        now: DateTime<Utc>,
    ) -> Vec<Event> {
        if self.require_running().is_err() {
            return Vec::new();
        }
        let longer = |since: Option<DateTime<Utc>>, limit: TimeDelta| {
            since.is_some_and(|since| now.signed_duration_since(since) > limit)
        };
        let inactive: Vec<_> = self
            .participants()
            .iter()
            .filter(|participant| match participant.status {
                ParticipantStatus::Playing => longer(
                    participant
                        .progress
                        .last_igt_change_at
                        .or(self.started_at()),
                    playing,
                ),
                // Whoever was restored is given the whole period once more.
                ParticipantStatus::Registered | ParticipantStatus::Ready => longer(
                    self.started_at()
                        .max(participant.progress.last_igt_change_at),
                    waiting,
                ),
                ParticipantStatus::Finished | ParticipantStatus::Abandoned => false,
            })
            .map(|participant| participant.id)
            .collect();
        if inactive.is_empty() {
            return Vec::new();
        }
        self.abandoned(&inactive, AbandonCause::Inactive)
    }

    fn abandoned(&self, ids: &[ParticipantId], cause: AbandonCause) -> Vec<Event> {
        let mut events: Vec<_> = ids
            .iter()
            .map(|id| Event::Abandoned {
                participant: *id,
                cause,
            })
            .collect();
        let end = match cause {
            AbandonCause::Inactive => RaceEnd::Inactive,
            AbandonCause::Own | AbandonCause::ForceFinish => RaceEnd::AllDone,
        };
        events.extend(self.end_without(ids, end));
        events
    }

    /// The end of the race, if everybody but `ids`, who are about to be, is finished or has abandoned.
    pub(super) fn end_without(&self, ids: &[ParticipantId], cause: RaceEnd) -> Option<Event> {
        let mut others = self
            .participants()
            .iter()
            .filter(|one| !ids.contains(&one.id));
        others
            .all(|other| other.status.is_terminal())
            .then_some(Event::RaceFinished { cause })
    }
}
