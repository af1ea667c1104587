//! The rules of a race's own life: release, start, finish, reset.

use chrono::{DateTime, TimeDelta, Utc};

use super::{AbandonCause, Command, Event, MAX_COUNTDOWN_S, Race, RaceEnd, Refusal, RemovalCause};
use crate::id::SeedId;
use crate::status::{ParticipantStatus, RaceStatus};

impl Race {
    /// What `command` leads to at the time `now`: the events to store, fold and announce, in
    /// order. Empty when the command changes nothing and that is no mistake of whoever gave it,
    /// such as a report sent twice or a timer that came too late.
    ///
    /// While a countdown runs the race is still in setup and its roster still open, but the seed
    /// can neither be changed nor the start be given again.
    ///
    /// # Errors
    ///
    /// The reason for which the rules do not allow it; nothing changes.
    pub fn decide(&self, command: Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::OrganizerParticipates { participant } => {
                self.organizer_participates(participant).map(one)
            }
            Command::Join { participant, user } => self.join(participant, user).map(one),
            Command::AddParticipant { participant, user } => {
                self.add_participant(participant, user).map(one)
            }
            Command::RemoveParticipant { participant } => self
                .remove_participant(participant, RemovalCause::Removed)
                .map(one),
            Command::Leave { user } => self.leave(user).map(one),
            Command::AddCaster { user } => self.add_caster(user).map(one),
            Command::CastJoin { user } => self.cast_join(user).map(one),
            Command::RemoveCaster { user } | Command::CastLeave { user } => {
                self.remove_caster(user).map(one)
            }
            Command::AddCoOrganizer { user } => self.add_co_organizer(user).map(one),
            Command::RemoveCoOrganizer { user } => self.remove_co_organizer(user).map(one),
            Command::Edit(edit) => self.edit(edit, now),
            Command::Restore { participant } => self.restore_participant(participant),
            Command::Hold { participant, held } => self.hold(participant, held),
            Command::Correct {
                participant,
                correction,
            } => self.correct(participant, correction),
            Command::ReleaseSeeds => self.release_seeds().map(one),
            Command::AssignSeed { seed } => self.assign_seed(seed).map(one),
            Command::Start { countdown_seconds } => {
                self.start(countdown_seconds.unwrap_or(0), now).map(one)
            }
            Command::CancelCountdown => self.cancel_countdown().map(one),
            Command::CountdownElapsed { starts_at } => Ok(self.countdown_elapsed(starts_at)),
            Command::ForceFinish => self.force_finish(),
            Command::Reset => self.reset().map(one),
            Command::Ready { participant } => self.ready(participant),
            Command::Report {
                participant,
                report,
            } => self.report(participant, &report),
            Command::Abandon { participant } => self.abandon(participant),
            Command::SweepInactive { playing, waiting } => {
                Ok(self.sweep_inactive(playing, waiting, now))
            }
        }
    }

    /// Passes in setup, countdown or not.
    pub(super) fn require_setup(&self) -> Result<(), Refusal> {
        match self.status() {
            RaceStatus::Setup => Ok(()),
            RaceStatus::Running | RaceStatus::Finished => Err(Refusal::NotInSetup),
        }
    }

    pub(super) fn require_running(&self) -> Result<(), Refusal> {
        match self.status() {
            RaceStatus::Running => Ok(()),
            RaceStatus::Setup | RaceStatus::Finished => Err(Refusal::NotRunning),
        }
    }

    fn require_no_countdown(&self) -> Result<(), Refusal> {
        if self.starts_at().is_some() {
            Err(Refusal::CountdownRunning)
        } else {
            Ok(())
        }
    }

    fn release_seeds(&self) -> Result<Event, Refusal> {
        self.require_setup()?;
        if self.seeds_released_at().is_some() {
            return Err(Refusal::AlreadyReleased);
        }
        self.require_no_countdown()?;
        if self.seed().is_none() {
            return Err(Refusal::NoSeed);
        }
        Ok(Event::SeedsReleased)
    }

    fn assign_seed(&self, seed: SeedId) -> Result<Event, Refusal> {
        self.require_setup()?;
        self.require_no_countdown()?;
        Ok(Event::SeedAssigned { seed })
    }

    fn start(&self, countdown_seconds: u32, now: DateTime<Utc>) -> Result<Event, Refusal> {
        self.require_setup().map_err(|_| Refusal::AlreadyStarted)?;
        self.require_no_countdown()?;
        if self.seeds_released_at().is_none() {
            return Err(Refusal::NotReleased);
        }
        if countdown_seconds > MAX_COUNTDOWN_S {
            return Err(Refusal::CountdownTooLong);
        }
        if countdown_seconds == 0 {
            return Ok(Event::RaceStarted { started_at: now });
        }
        let length = TimeDelta::seconds(i64::from(countdown_seconds));
        let starts_at = now
            .checked_add_signed(length)
            .ok_or(Refusal::CountdownTooLong)?;
        Ok(Event::CountdownBegan { starts_at })
    }

    fn cancel_countdown(&self) -> Result<Event, Refusal> {
        if self.starts_at().is_none() {
            return Err(Refusal::NoCountdown);
        }
        Ok(Event::CountdownCancelled)
    }

    fn countdown_elapsed(&self, starts_at: DateTime<Utc>) -> Vec<Event> {
        if self.starts_at() != Some(starts_at) {
            return Vec::new();
        }
        vec![Event::RaceStarted {
            started_at: starts_at,
        }]
    }

    fn force_finish(&self) -> Result<Vec<Event>, Refusal> {
        self.require_running()?;
        let playing = self
            .participants()
            .iter()
            .filter(|participant| participant.status == ParticipantStatus::Playing);
        let cause = AbandonCause::ForceFinish;
        let mut events: Vec<_> = playing
            .map(|participant| Event::Abandoned {
                participant: participant.id,
                cause,
            })
            .collect();
        events.push(Event::RaceFinished {
            cause: RaceEnd::Forced,
        });
        Ok(events)
    }

    fn reset(&self) -> Result<Event, Refusal> {
        match self.status() {
            RaceStatus::Setup => Err(Refusal::NotStarted),
            RaceStatus::Running | RaceStatus::Finished => Ok(Event::RaceReset),
        }
    }
}

fn one(event: Event) -> Vec<Event> {
    vec![event]
}
