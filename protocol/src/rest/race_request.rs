//! What organizers ask of a race.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::time;

/// Body of `POST /api/races`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateRace {
    /// Name, 1 to 200 characters after trimming.
    pub name: String,
    /// Pool to take a seed from.
    #[serde(default = "CreateRace::default_pool")]
    pub pool_name: String,
    /// Free settings; stored, never interpreted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub config: Map<String, Value>,
    /// Whether the organizer races too.
    #[serde(default)]
    pub organizer_participates: bool,
    /// When the race is planned to start; not in the past.
    #[serde(default, with = "time::option")]
    pub scheduled_at: Option<DateTime<Utc>>,
    /// Whether the race is listed.
    #[serde(default = "CreateRace::default_public")]
    pub is_public: bool,
    /// Whether people may join by themselves; needs `max_participants`.
    #[serde(default)]
    pub open_registration: bool,
    /// How many may join by themselves, 2 to 100.
    #[serde(default)]
    pub max_participants: Option<u32>,
    /// Whether racers see only what they have discovered of the map while they race.
    #[serde(default = "CreateRace::default_fog")]
    pub fog_of_war: bool,
}

impl CreateRace {
    /// A listed race with that name and the defaults a request gets for absent fields.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            pool_name: Self::default_pool(),
            config: Map::new(),
            organizer_participates: false,
            scheduled_at: None,
            is_public: Self::default_public(),
            open_registration: false,
            max_participants: None,
            fog_of_war: Self::default_fog(),
        }
    }

    fn default_pool() -> String {
        "standard".to_owned()
    }

    fn default_public() -> bool {
        true
    }

    fn default_fog() -> bool {
        true
    }
}

/// Body of `PATCH /api/races/{race_id}`. Everything but `is_public` can change during setup only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatchRace {
    /// Whether the race is listed; absent or null leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
    /// Planned start: `None` (absent) leaves it as it is, `Some(None)` (null) clears it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "write_present",
        deserialize_with = "read_present"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<DateTime<Utc>>))]
    pub scheduled_at: Option<Option<DateTime<Utc>>>,
    /// New name, 1 to 200 characters after trimming; absent or null leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another pool to take a seed from, which must be released anew; absent, null or the race's
    /// own pool leaves the seed as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_name: Option<String>,
    /// How many may join by themselves, 2 to 100: `None` (absent) leaves it as it is, `Some(None)`
    /// (null) clears it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_present_number"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
    pub max_participants: Option<Option<u32>>,
    /// Whether people may join by themselves, which needs a capacity; absent or null leaves it as
    /// it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_registration: Option<bool>,
    /// Whether racers see only what they have discovered of the map while they race; absent or
    /// null leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fog_of_war: Option<bool>,
}

/// Body of `POST /api/races/{race_id}/start`; the body may be absent altogether.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StartRace {
    /// Seconds until the race starts, 0 to 60; absent, null or 0 starts at once.
    #[serde(default)]
    pub countdown_seconds: Option<u32>,
}

/// Called only when the key is there, which is what tells null from absent.
fn read_present<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<DateTime<Utc>>>, D::Error> {
    time::option::deserialize(from).map(Some)
}

/// The same for a number.
fn read_present_number<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// The outer `None` is skipped before this is called.
fn write_present<S: serde::Serializer>(
    value: &Option<Option<DateTime<Utc>>>,
    to: S,
) -> Result<S::Ok, S::Error> {
    time::option::serialize(&value.flatten(), to)
}
