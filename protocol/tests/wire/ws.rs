//! The JSON of every WebSocket message.

use crate::common::{at, check, id, player, user};
use speedfog_protocol::rest::Caster;
use speedfog_protocol::ws::{
    AuthOk, ClockReply, Countdown, EventFlag, Finished, FromMod, FromSpectator, GraphJson,
    LeaderSplits, Leaderboard, Lobby, LobbyInvite, ParticipantInfo, RaceInfo, RaceState, Readiness,
    SeedInfo, SpawnItem, StatusUpdate, Tick, TickStart, ToMod, ToSpectator, ZoneEntered, ZoneExit,
    ZoneQuery, ZoneUpdate, ZoneVisit,
};
use speedfog_protocol::{LiveStatus, ParticipantStatus};

fn race() -> RaceInfo {
    RaceInfo {
        id: id(3),
        name: "Sunday sprint".into(),
        status: LiveStatus::Running,
        started_at: Some(at(30)),
        seeds_released_at: Some(at(0)),
    }
}

fn lobby() -> Lobby {
    Lobby {
        name: "Sunday sprint".into(),
        pool_name: Some("sprint".into()),
        scheduled_at: Some(at(60)),
        seeds_released_at: None,
        open_registration: true,
        max_participants: Some(8),
        organizers: vec![user()],
        casters: vec![Caster {
            id: id(8),
            user: user(),
            is_live: false,
            stream_url: None,
        }],
        pending_invites: vec![LobbyInvite {
            id: id(9),
            twitch_username: "newcomer".into(),
            created_at: at(0),
        }],
        readiness: vec![Readiness {
            participant_id: id(7),
            pack_downloaded: true,
            mod_connected: true,
            right_seed: Some(true),
            ready: false,
        }],
    }
}

fn splits() -> Option<LeaderSplits> {
    Some([(0, 0), (1, 62_000), (2, 150_000), (10, 240_000)].into())
}

fn start(graph_url: Option<String>) -> TickStart {
    TickStart {
        epoch: "19ab-full-en".into(),
        seq: 17,
        leader_splits: splits(),
        graph_url,
    }
}

/// A tick in which everything changes that can.
fn tick(shows_place: impl Fn(&ParticipantInfo) -> bool) -> Tick {
    let before = Leaderboard {
        participants: vec![player()],
        leader_splits: splits(),
    };
    let mut changed = player();
    changed.status = ParticipantStatus::Finished;
    changed.current_zone = Some("keep_6a1e".into());
    changed.current_layer = 3;
    changed.current_layer_tier = None;
    changed.igt_ms = 252_000;
    changed.death_count = 4;
    changed.mod_connected = false;
    changed.gap_ms = None;
    changed.layer_entry_igt = Some(240_000);
    let history = changed.zone_history.get_or_insert_default();
    history[1].deaths = Some(4);
    history.push(ZoneVisit {
        node_id: "keep_6a1e".into(),
        igt_ms: 240_000,
        deaths: None,
    });
    let newcomer = ParticipantInfo {
        id: id(8),
        color_index: 2,
        ..player()
    };
    let after = Leaderboard {
        participants: vec![newcomer, changed],
        leader_splits: None,
    };
    before.tick_to(&after, 18, shows_place)
}

#[test]
fn messages_of_a_mod() {
    for (name, message) in [
        (
            "auth",
            FromMod::Auth {
                mod_token: "s3cret".into(),
                seed_id: None,
                mod_version: None,
                ticks: false,
            },
        ),
        (
            "auth_with_seed",
            FromMod::Auth {
                mod_token: "s3cret".into(),
                seed_id: Some(id(4).to_string()),
                mod_version: Some("0.2.0".into()),
                ticks: false,
            },
        ),
        (
            "auth_for_ticks",
            FromMod::Auth {
                mod_token: "s3cret".into(),
                seed_id: None,
                mod_version: None,
                ticks: true,
            },
        ),
        ("ready", FromMod::Ready),
        (
            "status_update",
            FromMod::StatusUpdate(StatusUpdate {
                igt_ms: Some(61_000),
                death_count: Some(2),
                current_zone: None,
            }),
        ),
        (
            "status_update_first_phase",
            FromMod::StatusUpdate(StatusUpdate {
                igt_ms: Some(61_000),
                death_count: Some(2),
                current_zone: Some("m10_00_00_00".into()),
            }),
        ),
        (
            "event_flag",
            FromMod::EventFlag(EventFlag {
                flag_id: 1_050_294_000,
                igt_ms: Some(62_000),
                event_id: None,
            }),
        ),
        (
            "event_flag_numbered",
            FromMod::EventFlag(EventFlag {
                flag_id: 1_050_294_000,
                igt_ms: Some(62_000),
                event_id: Some(9),
            }),
        ),
        (
            "zone_entered",
            FromMod::ZoneEntered(ZoneEntered {
                from_zone: Some("chapel_start".into()),
                to_zone: "academy".into(),
                igt_ms: Some(62_000),
                event_id: None,
            }),
        ),
        (
            "finished",
            FromMod::Finished(Finished {
                igt_ms: Some(300_000),
                event_id: None,
            }),
        ),
        (
            "zone_query",
            FromMod::ZoneQuery(ZoneQuery {
                grace_entity_id: Some(10_002_950),
                map_id: Some("m10_00_00_00".into()),
                position: Some([1.5, -2.25, 300.0]),
                play_region_id: Some(1_000_000),
            }),
        ),
        ("clock", FromMod::Clock { client_ms: -5 }),
        ("pong", FromMod::Pong),
    ] {
        assert_eq!(FromMod::decode(&message.encode()), Ok(message.clone()));
        check(&format!("from_mod_{name}"), &message);
    }
}

#[test]
fn messages_to_a_mod() {
    let auth_ok = AuthOk {
        participant_id: id(7),
        race: race(),
        seed: SeedInfo {
            seed_id: Some(id(4)),
            total_layers: 27,
            event_ids: vec![1_040_292_800, 1_040_292_801],
            finish_event: Some(1_040_292_801),
            spawn_items: vec![SpawnItem { id: 10_100, qty: 1 }],
            ..SeedInfo::default()
        },
        participants: vec![player().for_mods()],
        ticks: None,
    };
    let following = AuthOk {
        ticks: Some(start(None)),
        ..auth_ok.clone()
    };
    for (name, message) in [
        ("auth_ok", ToMod::AuthOk(Box::new(auth_ok))),
        ("auth_ok_with_ticks", ToMod::AuthOk(Box::new(following))),
        (
            "auth_error",
            ToMod::AuthError {
                message: "Invalid mod token".into(),
            },
        ),
        (
            "error",
            ToMod::Error {
                message: "Race not running".into(),
            },
        ),
        ("ping", ToMod::Ping),
        ("race_start", ToMod::RaceStart),
        (
            "race_status_change",
            ToMod::RaceStatusChange {
                status: LiveStatus::Running,
                started_at: Some(at(30)),
            },
        ),
        (
            "leaderboard_update",
            ToMod::LeaderboardUpdate {
                participants: vec![player().for_mods()],
                leader_splits: splits(),
            },
        ),
        (
            "player_update",
            ToMod::PlayerUpdate {
                player: Box::new(player().for_mods()),
            },
        ),
        (
            "zone_update",
            ToMod::ZoneUpdate(ZoneUpdate {
                node_id: "academy_redwolf_b9d9".into(),
                display_name: "Raya Lucaria".into(),
                tier: Some(5),
                original_tier: None,
                exits: vec![ZoneExit {
                    text: "behind the wolf [Courtyard]".into(),
                    to_name: "Stormveil".into(),
                    discovered: false,
                }],
            }),
        ),
        (
            "countdown",
            ToMod::Countdown(Countdown {
                starts_at_ms: Some(1_795_396_830_000),
                server_now_ms: 1_795_396_820_000,
            }),
        ),
        (
            "clock",
            ToMod::Clock(ClockReply {
                client_ms: 5,
                server_ms: 1_795_396_820_000,
            }),
        ),
        ("ack", ToMod::Ack { event_id: 9 }),
        ("lobby", ToMod::Lobby(Box::new(lobby()))),
        ("tick", ToMod::Tick(Box::new(tick(|_| false)))),
    ] {
        ToMod::decode(&message.encode()).expect(name);
        check(&format!("to_mod_{name}"), &message);
    }
}

#[test]
fn messages_of_a_spectator() {
    for (name, message) in [
        (
            "auth",
            FromSpectator::Auth {
                token: Some("s3cret".into()),
            },
        ),
        ("clock", FromSpectator::Clock { client_ms: 5 }),
        ("pong", FromSpectator::Pong),
    ] {
        assert_eq!(
            FromSpectator::decode(&message.encode()),
            Ok(message.clone())
        );
        check(&format!("from_spectator_{name}"), &message);
    }
}

#[test]
fn messages_to_a_spectator() {
    let graph =
        GraphJson::from_text(r#"{"edges":[],"nodes":{},"total_paths":1.5}"#.into()).unwrap();
    let state = RaceState {
        race: race(),
        seed: SeedInfo {
            seed_id: Some(id(4)),
            total_layers: 27,
            graph_json: Some(graph),
            total_nodes: Some(93),
            total_paths: Some(108_920),
            ..SeedInfo::default()
        },
        participants: vec![player()],
        ticks: None,
    };
    let empty = RaceState {
        race: race(),
        seed: SeedInfo::default(),
        participants: Vec::new(),
        ticks: None,
    };
    let following = RaceState {
        seed: SeedInfo {
            graph_json: None,
            ..state.seed.clone()
        },
        ticks: Some(start(Some("/api/races/3/graph/5eed".into()))),
        ..state.clone()
    };
    for (name, message) in [
        ("race_state", ToSpectator::RaceState(Box::new(state))),
        (
            "race_state_without_seed",
            ToSpectator::RaceState(Box::new(empty)),
        ),
        (
            "race_state_with_ticks",
            ToSpectator::RaceState(Box::new(following)),
        ),
        ("tick", ToSpectator::Tick(Box::new(tick(|_| true)))),
        ("resumed", ToSpectator::Resumed { seq: 17 }),
        (
            "leaderboard_update",
            ToSpectator::LeaderboardUpdate {
                participants: vec![player()],
                leader_splits: splits(),
            },
        ),
        (
            "leaderboard_update_without_leader",
            ToSpectator::LeaderboardUpdate {
                participants: Vec::new(),
                leader_splits: None,
            },
        ),
        (
            "player_update",
            ToSpectator::PlayerUpdate {
                player: Box::new(player()),
            },
        ),
        (
            "race_status_change",
            ToSpectator::RaceStatusChange {
                status: LiveStatus::Finished,
                started_at: None,
            },
        ),
        (
            "race_status_change_abandoned",
            ToSpectator::RaceStatusChange {
                status: LiveStatus::Abandoned,
                started_at: None,
            },
        ),
        ("spectator_count", ToSpectator::SpectatorCount { count: 12 }),
        ("ping", ToSpectator::Ping),
        (
            "countdown_cancelled",
            ToSpectator::Countdown(Countdown {
                starts_at_ms: None,
                server_now_ms: 1_795_396_820_000,
            }),
        ),
        (
            "clock",
            ToSpectator::Clock(ClockReply {
                client_ms: 5,
                server_ms: 6,
            }),
        ),
        ("lobby", ToSpectator::Lobby(Box::new(lobby()))),
    ] {
        ToSpectator::decode(&message.encode()).expect(name);
        check(&format!("to_spectator_{name}"), &message);
    }
}

#[test]
fn a_graph_is_written_as_it_is() {
    let text = r#"{"nodes" : {},   "edges":[ ]}"#;
    let state = ToSpectator::RaceState(Box::new(RaceState {
        race: race(),
        seed: SeedInfo {
            graph_json: Some(GraphJson::from_text(text.into()).unwrap()),
            ..SeedInfo::default()
        },
        participants: Vec::new(),
        ticks: None,
    }));
    assert!(state.encode().contains(text));
    assert!(GraphJson::from_text("{".into()).is_err());
}
