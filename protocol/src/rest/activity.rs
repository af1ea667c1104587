//! Feeds of what users did.
//!
//! Unlike elsewhere, null fields are left out at every depth.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{RaceStatus, TrainingStatus};
use crate::time;

/// A part of a feed, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// The items.
    pub items: Vec<ActivityItem>,
    /// How many there are in all.
    pub total: u64,
    /// Whether more follow.
    pub has_more: bool,
}

/// One thing a user did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityItem {
    /// When the race or session was created.
    #[serde(with = "time")]
    pub date: DateTime<Utc>,
    /// Who; only in the feed over all users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<ActivityUser>,
    /// What.
    #[serde(flatten)]
    pub what: ActivityKind,
}

/// A user in a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityUser {
    /// Id of the account.
    pub id: Uuid,
    /// Login.
    pub twitch_username: String,
    /// Name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twitch_display_name: Option<String>,
    /// Picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twitch_avatar_url: Option<String>,
}

/// What a user did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ActivityKind {
    /// Took part in a race.
    RaceParticipant {
        /// The race.
        race_id: Uuid,
        /// Its name.
        race_name: String,
        /// Where it stands.
        status: RaceStatus,
        /// Rank among the finishers, from 1; absent without a finish.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        placement: Option<u32>,
        /// How many took part.
        total_participants: u32,
        /// Own in-game time in milliseconds.
        igt_ms: u32,
        /// Own deaths.
        death_count: u32,
    },
    /// Organized a race.
    RaceOrganizer {
        /// The race.
        race_id: Uuid,
        /// Its name.
        race_name: String,
        /// Where it stands.
        status: RaceStatus,
        /// How many take part.
        participant_count: u32,
    },
    /// Cast a race.
    RaceCaster {
        /// The race.
        race_id: Uuid,
        /// Its name.
        race_name: String,
        /// Where it stands.
        status: RaceStatus,
    },
    /// Played alone.
    Training {
        /// The session.
        session_id: Uuid,
        /// Its pool.
        pool_name: String,
        /// Where it stands.
        status: TrainingStatus,
        /// In-game time in milliseconds.
        igt_ms: u32,
        /// Deaths.
        death_count: u32,
        /// Whether it is left out of the figures.
        exclude_from_stats: bool,
    },
}
