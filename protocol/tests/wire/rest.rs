//! The JSON of REST bodies about races and pools.

use std::collections::BTreeMap;

use crate::common::{at, check, id, user};
use speedfog_protocol::rest::{
    AcceptedInvite, AddCaster, AddParticipant, AddedParticipant, Caster, CreateRace, DevSignIn,
    Difficulty, FieldError, Health, Invite, InviteDetail, LengthRange, Participant,
    ParticipantPreview, ParticipantStatus, PatchRace, PendingInvite, PoolConfig, PoolRoutes,
    PoolSummary, Pools, Problem, ProblemCode, Race, RaceDetail, RaceList, RaceStatus, Ratio, Role,
    StartRace,
};

fn participant() -> Participant {
    Participant {
        id: id(7),
        user: user(),
        status: ParticipantStatus::Registered,
        current_layer: 0,
        igt_ms: 0,
        death_count: 0,
        color_index: 0,
        held: true,
        corrected: false,
    }
}

fn caster() -> Caster {
    Caster {
        id: id(8),
        user: user(),
        is_live: true,
        stream_url: Some("https://twitch.tv/ranni_fan".into()),
    }
}

fn pool_config() -> PoolConfig {
    PoolConfig {
        kind: "race".into(),
        sort_order: 99,
        estimated_duration: Some("about an hour".into()),
        description: None,
        legacy_dungeons: Some(1),
        min_layers: Some(10),
        max_layers: Some(15),
        final_tier: Some(12),
        weapon_upgrade: Some(5),
        starting_items: Some(vec!["Academy Key".into()]),
        care_package_items: None,
        care_package: Some(true),
        items_randomized: Some(false),
        auto_upgrade_weapons: None,
        remove_requirements: None,
        randomize_bosses: None,
        nerf_gargoyles: None,
        major_boss_ratio: Some(Ratio::Medium),
        item_difficulty: Some(Difficulty::Hard),
    }
}

fn race() -> Race {
    Race {
        id: id(3),
        name: "Sunday sprint".into(),
        organizer: user(),
        co_organizers: vec![user()],
        status: RaceStatus::Setup,
        pool_name: Some("sprint".into()),
        is_public: true,
        open_registration: true,
        max_participants: Some(8),
        fog_of_war: true,
        created_at: at(0),
        scheduled_at: None,
        started_at: None,
        seeds_released_at: Some(at(10)),
        starts_at: Some(at(20)),
        participant_count: 1,
        participant_previews: vec![ParticipantPreview {
            id: id(1),
            twitch_username: "ranni_fan".into(),
            twitch_display_name: None,
            twitch_avatar_url: None,
            placement: None,
        }],
        seed_total_layers: None,
        casters: vec![caster()],
        my_current_layer: None,
        my_igt_ms: None,
        my_death_count: None,
    }
}

fn race_detail() -> RaceDetail {
    RaceDetail {
        id: id(3),
        name: "Sunday sprint".into(),
        organizer: user(),
        co_organizers: vec![user()],
        status: RaceStatus::Running,
        pool_name: Some("sprint".into()),
        is_public: false,
        open_registration: false,
        max_participants: None,
        fog_of_war: true,
        created_at: at(0),
        scheduled_at: Some(at(15)),
        started_at: Some(at(20)),
        seeds_released_at: Some(at(10)),
        starts_at: None,
        participant_count: 1,
        seed_number: Some("656435565".into()),
        seed_total_layers: Some(10),
        seed_total_nodes: Some(24),
        seed_total_paths: Some(48),
        participants: vec![participant()],
        casters: vec![caster()],
        pending_invites: vec![PendingInvite {
            id: id(9),
            twitch_username: "newcomer".into(),
            created_at: at(5),
            token: None,
        }],
        pool_config: Some(pool_config()),
    }
}

#[test]
fn races() {
    check("race", &race());
    check("race_detail", &race_detail());
    check(
        "race_list",
        &RaceList {
            races: vec![race()],
            total: Some(12),
            has_more: Some(true),
        },
    );
    check(
        "race_list_unlimited",
        &RaceList {
            races: vec![],
            total: None,
            has_more: None,
        },
    );
    check("create_race", &CreateRace::named("Sunday sprint"));
    check(
        "start_race",
        &StartRace {
            countdown_seconds: Some(10),
        },
    );
    for (name, scheduled_at) in [
        ("absent", None),
        ("cleared", Some(None)),
        ("set", Some(Some(at(0)))),
    ] {
        check(
            &format!("patch_race_schedule_{name}"),
            &PatchRace {
                scheduled_at,
                ..PatchRace::default()
            },
        );
    }
}

#[test]
fn participants() {
    check("participant", &participant());
    check(
        "add_participant",
        &AddParticipant {
            twitch_username: "newcomer".into(),
        },
    );
    check(
        "added_participant",
        &AddedParticipant {
            participant: Some(participant()),
            invite: None,
        },
    );
    check(
        "added_invite",
        &AddedParticipant {
            participant: None,
            invite: Some(Invite {
                token: "inv1te".into(),
                twitch_username: "newcomer".into(),
                race_id: id(3),
            }),
        },
    );
    check(
        "invite_detail",
        &InviteDetail {
            token: "inv1te".into(),
            race_name: "Friday sprint".into(),
            organizer_name: "Organizer".into(),
            race_status: RaceStatus::Setup,
            twitch_username: "newcomer".into(),
        },
    );
    check(
        "accepted_invite",
        &AcceptedInvite {
            participant: participant(),
            race_id: id(3),
        },
    );
    check(
        "add_caster",
        &AddCaster {
            twitch_username: "commentator".into(),
        },
    );
}

#[test]
fn pools() {
    let pools: Pools = [
        (
            "sprint".to_owned(),
            PoolSummary {
                available: 3,
                consumed: 1,
                discarded: 0,
                played_by_user: None,
                pool_config: Some(pool_config()),
                routes: Some(PoolRoutes {
                    seeds: 4,
                    shortest: LengthRange {
                        min: 18.5,
                        max: 21.0,
                    },
                    likely: LengthRange {
                        min: 22.0,
                        max: 24.5,
                    },
                    spread: 0.0625,
                    branching: 1.75,
                }),
            },
        ),
        (
            "unknown".to_owned(),
            PoolSummary {
                available: 0,
                consumed: 0,
                discarded: 2,
                played_by_user: None,
                pool_config: None,
                routes: None,
            },
        ),
    ]
    .into();
    check("pools", &pools);
}

#[test]
fn problems_and_health() {
    let problem = Problem {
        kind: "about:blank".into(),
        title: "Conflict".into(),
        status: 409,
        detail: "This race is full.".into(),
        code: Some(ProblemCode::RaceFull),
        values: BTreeMap::new(),
        errors: Vec::new(),
    };
    check("problem", &problem);
    check(
        "problem_with_values",
        &Problem {
            status: 429,
            code: Some(ProblemCode::TooManyRequests),
            values: BTreeMap::from([("seconds".into(), "7".into())]),
            ..problem.clone()
        },
    );
    check(
        "problem_with_fields",
        &Problem {
            status: 422,
            code: None,
            errors: vec![FieldError {
                loc: vec!["body".into(), "name".into()],
                msg: "must not be empty".into(),
                kind: "missing".into(),
            }],
            ..problem
        },
    );
    check(
        "health",
        &Health {
            status: "ok".into(),
            version: "0.1.0".into(),
            dev_sign_in: false,
        },
    );
}

#[test]
fn absent_request_fields_get_their_defaults() {
    let created: CreateRace = serde_json::from_str(r#"{"name":"Sunday sprint"}"#).unwrap();
    assert_eq!(created, CreateRace::named("Sunday sprint"));
    let signed: DevSignIn = serde_json::from_str(r#"{"twitch_username":"x","more":1}"#).unwrap();
    assert_eq!(signed.role, Role::User);
    assert_eq!(
        serde_json::from_str::<StartRace>("{}").unwrap(),
        StartRace::default()
    );
    let patch: PatchRace =
        serde_json::from_str(r#"{"is_public":null,"scheduled_at":null}"#).unwrap();
    assert_eq!(
        patch,
        PatchRace {
            scheduled_at: Some(None),
            ..PatchRace::default()
        }
    );
    let patch: PatchRace = serde_json::from_str(
        r#"{"max_participants":null,"open_registration":false,"name":"x","fog_of_war":null}"#,
    )
    .unwrap();
    assert_eq!(
        patch,
        PatchRace {
            max_participants: Some(None),
            open_registration: Some(false),
            name: Some("x".into()),
            ..PatchRace::default()
        }
    );
    assert!(serde_json::from_str::<PatchRace>(r#"{"max_participants":"8"}"#).is_err());
    let patch: PatchRace =
        serde_json::from_str(r#"{"scheduled_at":"2026-11-23T10:00:00"}"#).unwrap();
    assert_eq!(
        patch.scheduled_at,
        Some(speedfog_protocol::time::parse("2026-11-23T10:00:00Z"))
    );
    assert!(serde_json::from_str::<PatchRace>(r#"{"scheduled_at":"soon"}"#).is_err());
}
