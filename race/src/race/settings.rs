//! What an organizer can choose about a race.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Event, Race, Refusal};

/// The choices of a race's organizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceSettings {
    /// The name.
    pub name: String,
    /// True if the race is listed.
    pub is_public: bool,
    /// The planned start; binds nobody.
    pub scheduled_at: Option<DateTime<Utc>>,
    /// True if users may join by themselves.
    pub open_registration: bool,
    /// How many may join by themselves; does not bind the organizer.
    pub max_participants: Option<u32>,
    /// True if racers see only what they have discovered of the map.
    pub fog_of_war: bool,
}

impl Default for RaceSettings {
    /// A listed race by invitation, with fog of war.
    fn default() -> Self {
        Self {
            name: String::new(),
            is_public: true,
            scheduled_at: None,
            open_registration: false,
            max_participants: None,
            fog_of_war: true,
        }
    }
}

/// A change of some of the choices; none leaves a choice as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RaceEdit {
    /// The new name.
    pub name: Option<String>,
    /// Listed from now on, or not.
    pub is_public: Option<bool>,
    /// The new planned start, or none any more.
    pub scheduled_at: Option<Option<DateTime<Utc>>>,
    /// Open from now on, or not.
    pub open_registration: Option<bool>,
    /// The new capacity, or none any more.
    pub max_participants: Option<Option<u32>>,
    /// Fog from now on, or not.
    pub fog_of_war: Option<bool>,
}

impl RaceEdit {
    /// True if it touches what is settled once the race has started.
    fn needs_setup(&self) -> bool {
        let visibility = Self {
            is_public: self.is_public,
            ..Self::default()
        };
        *self != visibility
    }

    fn applied_to(self, old: &RaceSettings) -> RaceSettings {
        RaceSettings {
            name: self.name.unwrap_or_else(|| old.name.clone()),
            is_public: self.is_public.unwrap_or(old.is_public),
            scheduled_at: self.scheduled_at.unwrap_or(old.scheduled_at),
            open_registration: self.open_registration.unwrap_or(old.open_registration),
            max_participants: self.max_participants.unwrap_or(old.max_participants),
            fog_of_war: self.fog_of_war.unwrap_or(old.fog_of_war),
        }
    }
}

impl Race {
    pub(super) fn edit(&self, edit: RaceEdit, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        if edit.needs_setup() {
            self.require_setup()?;
        }
        let admits = edit.open_registration.is_some() || edit.max_participants.is_some();
        if edit.scheduled_at.flatten().is_some_and(|at| at < now) {
            return Err(Refusal::ScheduleInPast);
        }
        let old = &self.record().settings;
        let settings = edit.applied_to(old);
        if settings == *old {
            return Ok(Vec::new());
        }
        if admits && settings.open_registration && settings.max_participants.is_none() {
            return Err(Refusal::CapacityMissing);
        }
        Ok(vec![Event::Edited { settings }])
    }
}
