//! One value of every shape, shared by the snapshot tests.

use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use speedfog_protocol::ParticipantStatus;
use speedfog_protocol::rest::User;
use speedfog_protocol::ws::{ParticipantInfo, ZoneVisit};
use uuid::Uuid;

/// A recognisable id.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0000_0000_0000_4000_8000_0000_0000_0000 | number)
}

/// A fixed instant.
pub(crate) fn at(second: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_396_800 + i64::from(second), 72_295_123)
        .expect("the instant is in range")
}

/// A person with a name outside ASCII.
pub(crate) fn user() -> User {
    User {
        id: id(1),
        twitch_username: "ranni_fan".into(),
        twitch_display_name: Some("ラニ".into()),
        twitch_avatar_url: None,
    }
}

/// A participant in the middle of the race.
pub(crate) fn player() -> ParticipantInfo {
    ParticipantInfo {
        id: id(7),
        twitch_username: "ranni_fan".into(),
        twitch_display_name: Some("ラニ".into()),
        status: ParticipantStatus::Playing,
        current_zone: Some("academy_redwolf_b9d9".into()),
        current_layer: 2,
        current_layer_tier: Some(5),
        igt_ms: 158_000,
        death_count: 3,
        color_index: 1,
        mod_connected: true,
        zone_history: Some(vec![
            ZoneVisit {
                node_id: "chapel_start_d3f1".into(),
                igt_ms: 0,
                deaths: None,
            },
            ZoneVisit {
                node_id: "academy_redwolf_b9d9".into(),
                igt_ms: 62_000,
                deaths: Some(3),
            },
        ]),
        gap_ms: Some(-8_000),
        layer_entry_igt: Some(62_000),
        is_live: false,
        stream_url: None,
        held: false,
        corrected: false,
    }
}

/// Snapshots the JSON text of `value` and checks that it reads back as the same value.
pub(crate) fn check<T>(name: &str, value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string_pretty(value).expect("the value is valid on the wire");
    let back: T = serde_json::from_str(&text).expect("the value is valid on the wire");
    // Instants lose what is finer than a microsecond, so the second text is compared.
    assert_eq!(
        serde_json::to_string_pretty(&back).expect("the value is valid on the wire"),
        text,
        "{name}"
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
