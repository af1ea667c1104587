//! What an organizer may put right: an end that was none, a result that is in doubt or wrong.

use super::{Event, Race, RaceEnd, Refusal};
use crate::id::ParticipantId;
use crate::status::{ParticipantStatus, RaceStatus};

/// How a run ended, as the organizer rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The end of the seed was reached.
    Finished,
    /// It was not.
    Abandoned,
}

impl From<Outcome> for ParticipantStatus {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Finished => Self::Finished,
            Outcome::Abandoned => Self::Abandoned,
        }
    }
}

/// The right values of a result; none leaves a value as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Final IGT in milliseconds.
    pub igt_ms: Option<u32>,
    /// Deaths.
    pub death_count: Option<u32>,
    /// How the run ended. Ends the run of somebody who still plays.
    pub outcome: Option<Outcome>,
}

impl Race {
    /// Somebody who was out of the race is in it again. If it was over because nobody was left in
    /// it, it goes on; what the organizer has ended stays ended.
    pub(super) fn restore_participant(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        let participant = self.participant(id).ok_or(Refusal::UnknownParticipant)?;
        if participant.status != ParticipantStatus::Abandoned {
            return Err(Refusal::NotAbandoned);
        }
        if self.record().ended == Some(RaceEnd::Forced) {
            return Err(Refusal::EndedByOrganizer);
        }
        let status = if participant.progress.zone_history.is_empty() {
            ParticipantStatus::Registered
        } else {
            ParticipantStatus::Playing
        };
        let mut events = vec![Event::Restored {
            participant: id,
            status,
        }];
        if self.status() == RaceStatus::Finished {
            events.push(Event::RaceResumed);
        }
        Ok(events)
    }

    pub(super) fn hold(&self, id: ParticipantId, held: bool) -> Result<Vec<Event>, Refusal> {
        let participant = self.participant(id).ok_or(Refusal::UnknownParticipant)?;
        if !participant.status.is_terminal() {
            return Err(Refusal::NoResult);
        }
        if participant.held == held {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ResultHeld {
            participant: id,
            held,
        }])
    }

    pub(super) fn correct(
        &self,
        id: ParticipantId,
        correction: Correction,
    ) -> Result<Vec<Event>, Refusal> {
        let participant = self.participant(id).ok_or(Refusal::UnknownParticipant)?;
        if correction == Correction::default() {
            return Err(Refusal::NothingToCorrect);
        }
        let ended = participant.status.is_terminal();
        if self.status() == RaceStatus::Setup || !(ended || correction.outcome.is_some()) {
            return Err(Refusal::NoResult);
        }
        let status = correction
            .outcome
            .map_or(participant.status, ParticipantStatus::from);
        let igt_ms = correction.igt_ms.unwrap_or(participant.progress.igt_ms);
        if status == ParticipantStatus::Finished && igt_ms == 0 {
            return Err(Refusal::TimeMissing);
        }
        let graph = self.graph().map(AsRef::as_ref);
        let layer = if status == participant.status {
            participant.progress.current_layer
        } else if status == ParticipantStatus::Finished {
            graph.map_or(0, crate::SeedGraph::total_layers)
        } else {
            let visits = participant.progress.zone_history.iter();
            let layers = visits.filter_map(|visit| Some(graph?.node(&visit.node)?.layer()));
            layers.max().unwrap_or(0)
        };
        let mut events = vec![Event::ResultCorrected {
            participant: id,
            status,
            igt_ms,
            death_count: correction
                .death_count
                .unwrap_or(participant.progress.death_count),
            layer,
        }];
        if self.status() == RaceStatus::Running {
            events.extend(self.end_without(&[id], RaceEnd::AllDone));
        }
        Ok(events)
    }
}
