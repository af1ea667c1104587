//! Drives a tracker with a recorded run and a server's script, and writes down what it says.

use std::fmt::Write as _;
use std::time::Duration;

use speedfog_protocol::ws::{AuthOk, ParticipantInfo, RaceInfo, SeedInfo, ToMod, ZoneUpdate};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::game::{GameReader, RecordedRun};
use speedfog_race_mod::tracker::{Connection, NetEvent, Settings, Timing, Tracker};
use uuid::Uuid;

/// A gate's flag in a seed whose flags are forgotten by the game.
pub(crate) const GATE: u32 = 1_040_292_800;
/// Another gate of the same seed.
pub(crate) const GATE_2: u32 = 1_040_292_801;
/// The flag that ends the run.
pub(crate) const FINISH: u32 = 1_040_292_802;
/// A gate's flag in a seed whose flags are saved.
pub(crate) const SAVED_GATE: u32 = 1_050_294_000;

/// In the world from the first moment, out of it from 1 s to 2 s, with a gate's flag in between.
pub(crate) const CROSSING: &str = r#"
    {"t":0,"igt":1000,"deaths":0,"map":"m10_00_00_00","pos":[1,2,3],"region":5}
    {"t":900,"igt":1900,"flags":{"1040292800":true}}
    {"t":1000,"igt":2000,"map":null}
    {"t":2000,"igt":2010,"map":"m11_00_00_00"}
    {"t":6000,"igt":6000,"flags":{"1040292800":false}}
"#;

/// The player's participation.
pub(crate) fn own_id() -> Uuid {
    Uuid::from_u128(7)
}

pub(crate) fn player(status: ParticipantStatus) -> ParticipantInfo {
    ParticipantInfo {
        id: own_id(),
        twitch_username: "me".into(),
        twitch_display_name: None,
        status,
        current_zone: None,
        current_layer: 1,
        current_layer_tier: None,
        igt_ms: 0,
        death_count: 0,
        color_index: 0,
        mod_connected: true,
        zone_history: None,
        gap_ms: None,
        layer_entry_igt: None,
        is_live: false,
        stream_url: None,
        held: false,
        corrected: false,
    }
}

pub(crate) fn auth_ok(status: RaceStatus) -> AuthOk {
    AuthOk {
        participant_id: own_id(),
        race: RaceInfo {
            id: Uuid::from_u128(3),
            name: "Race".into(),
            status: status.into(),
            started_at: None,
            seeds_released_at: None,
        },
        seed: SeedInfo {
            seed_id: Some(Uuid::from_u128(4)),
            total_layers: 10,
            event_ids: vec![GATE, GATE_2, FINISH, SAVED_GATE],
            finish_event: Some(FINISH),
            ..SeedInfo::default()
        },
        participants: vec![player(ParticipantStatus::Playing)],
        ticks: None,
    }
}

pub(crate) fn connected(status: RaceStatus) -> NetEvent {
    NetEvent::Connected(Box::new(auth_ok(status)))
}

pub(crate) fn says(message: ToMod) -> NetEvent {
    NetEvent::Message(message)
}

pub(crate) fn lost() -> NetEvent {
    NetEvent::State(Connection::Reconnecting)
}

pub(crate) fn zone(node: &str) -> ToMod {
    ToMod::ZoneUpdate(ZoneUpdate {
        node_id: node.into(),
        display_name: node.to_uppercase(),
        tier: Some(1),
        original_tier: None,
        exits: Vec::new(),
    })
}

pub(crate) fn status(status: RaceStatus) -> ToMod {
    ToMod::RaceStatusChange {
        status: status.into(),
        started_at: None,
    }
}

pub(crate) fn own_is(status: ParticipantStatus) -> ToMod {
    ToMod::PlayerUpdate {
        player: Box::new(player(status)),
    }
}

pub(crate) fn settings() -> Settings {
    Settings {
        seed_id: Uuid::from_u128(4).to_string(),
        solo: false,
        first_event_id: 1,
        // Status updates would drown what most tests look at.
        timing: Timing {
            status: Duration::from_secs(3600),
            ..Timing::default()
        },
    }
}

/// Plays `recording` and `server` for `until_ms` and returns a line for everything the tracker
/// does, as `time text`. Clock questions are left out.
pub(crate) fn play_with(
    settings: Settings,
    recording: &str,
    server: Vec<(u64, NetEvent)>,
    until_ms: u64,
) -> (Tracker, String) {
    let mut run = RecordedRun::parse(recording).expect("the recording is well formed");
    let mut tracker = Tracker::new(settings);
    let mut server = server.into_iter().peekable();
    let mut lines = String::new();
    let mut zone = None;
    for t in (0..=until_ms).step_by(50) {
        let mut events = Vec::new();
        while let Some((_, event)) = server.next_if(|(at, _)| *at <= t) {
            events.push(event);
        }
        let now = Duration::from_millis(t);
        let snapshot = run.snapshot(now, tracker.watched());
        let out = tracker.step(now, &snapshot, events);
        for message in out.send {
            let text = message.encode();
            if !text.contains("\"clock\"") {
                writeln!(lines, "{t:>5} {text}").expect("strings take any text");
            }
        }
        for flag in out.clear_flags {
            run.clear_flag(flag);
            writeln!(lines, "{t:>5} clear {flag}").expect("strings take any text");
        }
        let shown = tracker.zone().map(|zone| zone.display_name.clone());
        if shown != zone {
            zone = shown;
            let name = zone.as_deref().unwrap_or("nothing");
            writeln!(lines, "{t:>5} shows {name}").expect("strings take any text");
        }
    }
    (tracker, lines)
}

/// The same with the usual settings, without the tracker.
pub(crate) fn play(recording: &str, server: Vec<(u64, NetEvent)>, until_ms: u64) -> String {
    play_with(settings(), recording, server, until_ms).1
}
