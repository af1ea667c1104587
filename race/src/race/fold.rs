//! Folding events into the state of a race.

use chrono::{DateTime, Utc};

use super::{Event, Participant, Race};
use crate::id::ParticipantId;
use crate::progress::{Progress, Step};
use crate::status::{ParticipantStatus, RaceStatus};

impl Race {
    /// Folds one event that happened at `at`. Events about somebody who is not in the race do
    /// nothing.
    pub fn apply(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::ParticipantJoined {
                participant,
                user,
                color_index,
            } => {
                let entry = Participant::new(*participant, *user, *color_index);
                self.record.participants.push(entry);
            }
            Event::ParticipantRemoved {
                participant,
                cause: _,
            } => {
                self.record
                    .participants
                    .retain(|entry| entry.id != *participant);
            }
            Event::CasterAdded { user } => self.record.casters.push(*user),
            Event::CasterRemoved { user } => self.record.casters.retain(|caster| caster != user),
            Event::CoOrganizerAdded { user } => {
                self.record.co_organizers.push(*user);
                self.record
                    .former_organizers
                    .retain(|former| former != user);
            }
            Event::CoOrganizerRemoved { user, may_know_map } => {
                self.record.co_organizers.retain(|helper| helper != user);
                if *may_know_map {
                    self.record.former_organizers.push(*user);
                }
            }
            Event::Edited { settings } => self.record.settings = settings.clone(),
            Event::Restored {
                participant,
                status,
            } => {
                if let Some(entry) = self.entry(*participant) {
                    entry.status = *status;
                    entry.held = false;
                    entry.corrected = false;
                    entry.progress.last_igt_change_at = Some(at);
                }
            }
            Event::RaceResumed => {
                self.record.status = RaceStatus::Running;
                self.record.ended = None;
            }
            Event::ResultHeld { participant, held } => {
                if let Some(entry) = self.entry(*participant) {
                    entry.held = *held;
                }
            }
            Event::ResultCorrected {
                participant,
                status,
                igt_ms,
                death_count,
                layer,
            } => {
                if let Some(entry) = self.entry(*participant) {
                    entry.status = *status;
                    entry.corrected = true;
                    entry.finished_at = (*status == ParticipantStatus::Finished)
                        .then(|| entry.finished_at.unwrap_or(at));
                    entry.progress.igt_ms = *igt_ms;
                    entry.progress.death_count = *death_count;
                    entry.progress.current_layer = *layer;
                }
            }
            Event::SeedsReleased => self.record.seeds_released_at = Some(at),
            Event::SeedAssigned { seed } => {
                self.record.seed = Some(*seed);
                self.record.seeds_released_at = None;
                self.graph = None;
            }
            Event::CountdownBegan { starts_at } => self.record.starts_at = Some(*starts_at),
            Event::CountdownCancelled => self.record.starts_at = None,
            Event::RaceStarted { started_at } => {
                self.record.status = RaceStatus::Running;
                self.record.started_at = Some(*started_at);
                self.record.starts_at = None;
            }
            Event::RaceFinished { cause } => {
                self.record.status = RaceStatus::Finished;
                self.record.ended = Some(*cause);
            }
            Event::RaceReset => self.forget_progress(),
            Event::BecameReady { participant } => {
                self.set_status(*participant, ParticipantStatus::Ready);
            }
            Event::Abandoned {
                participant,
                cause: _,
            } => {
                self.set_status(*participant, ParticipantStatus::Abandoned);
            }
            Event::Progressed { participant, step } => self.progress(*participant, step, at),
        }
    }

    fn entry(&mut self, id: ParticipantId) -> Option<&mut Participant> {
        self.record
            .participants
            .iter_mut()
            .find(|entry| entry.id == id)
    }

    fn set_status(&mut self, id: ParticipantId, status: ParticipantStatus) {
        if let Some(entry) = self.entry(id) {
            entry.status = status;
        }
    }

    fn progress(&mut self, id: ParticipantId, step: &Step, at: DateTime<Utc>) {
        let Some(entry) = self.entry(id) else { return };
        entry.progress.apply(step, at);
        match step {
            Step::PlayBegan { .. } => entry.status = ParticipantStatus::Playing,
            Step::Finished { .. } => {
                entry.status = ParticipantStatus::Finished;
                entry.finished_at = Some(at);
            }
            Step::Ticked { .. }
            | Step::ZoneEntered { .. }
            | Step::ZoneRepeated { .. }
            | Step::ZoneLocated { .. } => {}
        }
    }

    /// Back to setup. Numbers of events are forgotten too: a mod starts the new run afresh.
    fn forget_progress(&mut self) {
        self.record.status = RaceStatus::Setup;
        self.record.started_at = None;
        self.record.ended = None;
        for entry in &mut self.record.participants {
            entry.status = ParticipantStatus::Registered;
            entry.finished_at = None;
            entry.held = false;
            entry.corrected = false;
            entry.progress = Progress::default();
        }
    }
}
