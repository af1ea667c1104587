//! How frames of careless and hostile clients are read.

use speedfog_protocol::DecodeError;
use speedfog_protocol::rest::{Problem, ProblemCode};
use speedfog_protocol::ws::{
    EventFlag, Finished, FromMod, FromSpectator, StatusUpdate, ToMod, ZoneEntered, ZoneQuery,
    is_map_id,
};

fn status(igt_ms: Option<u32>, death_count: Option<u32>) -> FromMod {
    FromMod::StatusUpdate(StatusUpdate {
        igt_ms,
        death_count,
        current_zone: None,
    })
}

fn flag(flag_id: u32, igt_ms: Option<u32>) -> FromMod {
    FromMod::EventFlag(EventFlag {
        flag_id,
        igt_ms,
        event_id: None,
    })
}

fn check(text: &str, expected: FromMod) {
    assert_eq!(FromMod::decode(text), Ok(expected), "{text}");
}

#[test]
fn status_updates_keep_what_is_usable() {
    for (text, igt_ms, death_count) in [
        (r#"{"igt_ms":1,"death_count":2}"#, Some(1), Some(2)),
        (
            r#"{"igt_ms":2147483647,"death_count":0}"#,
            Some(2_147_483_647),
            Some(0),
        ),
        (r#"{"igt_ms":2147483648,"death_count":2}"#, None, Some(2)),
        (r#"{"igt_ms":-1,"death_count":2}"#, None, Some(2)),
        (r#"{"igt_ms":1.5,"death_count":true}"#, None, None),
        (r#"{"igt_ms":1.0,"death_count":2}"#, None, Some(2)),
        (r#"{"igt_ms":"1","death_count":null}"#, None, None),
        (
            r#"{"igt_ms":1e400,"death_count":99999999999999999999}"#,
            None,
            None,
        ),
        (r#"{"igt_ms":{"a":1},"death_count":[2]}"#, None, None),
        ("{}", None, None),
        (
            r#"{"igt_ms":1,"current_layer":-4,"later":[]}"#,
            Some(1),
            None,
        ),
    ] {
        let text = format!(r#"{{"type":"status_update",{}"#, &text[1..]).replace(",}", "}");
        // A number no double can hold is not JSON to this reader.
        if text.contains("1e400") {
            assert_eq!(FromMod::decode(&text), Err(DecodeError::NotJson));
        } else {
            check(&text, status(igt_ms, death_count));
        }
    }
    check(
        r#"{"type":"status_update","igt_ms":5,"current_zone":7}"#,
        status(Some(5), None),
    );
}

#[test]
fn progress_messages() {
    check(
        r#"{"type":"event_flag","flag_id":4294967295,"igt_ms":5}"#,
        flag(u32::MAX, Some(5)),
    );
    check(r#"{"type":"event_flag","flag_id":0}"#, flag(0, None));
    check(
        r#"{"type":"event_flag","flag_id":1,"igt_ms":null}"#,
        flag(1, None),
    );
    check(
        r#"{ "igt_ms" : 0, "flag_id" : 1, "t\u0079pe" : "event_flag" }"#,
        flag(1, Some(0)),
    );
    check(
        r#"{"type":"finished"}"#,
        FromMod::Finished(Finished::default()),
    );
    check(
        r#"{"type":"zone_entered","to_zone":"academy","event_id":4}"#,
        FromMod::ZoneEntered(ZoneEntered {
            from_zone: None,
            to_zone: "academy".into(),
            igt_ms: None,
            event_id: Some(4),
        }),
    );
    check(r#"{"type":"ready","extra":{}}"#, FromMod::Ready);
    check(r#"{"type":"pong"}"#, FromMod::Pong);
}

#[test]
fn unusable_messages() {
    let malformed = |text: &str| match FromMod::decode(text) {
        Err(DecodeError::Malformed(_)) => {}
        other => panic!("{text}: {other:?}"),
    };
    for text in [
        r#"{"type":"event_flag"}"#,
        r#"{"type":"event_flag","flag_id":true}"#,
        r#"{"type":"event_flag","flag_id":1.0}"#,
        r#"{"type":"event_flag","flag_id":-1}"#,
        r#"{"type":"event_flag","flag_id":4294967296}"#,
        r#"{"type":"event_flag","flag_id":1,"igt_ms":"5"}"#,
        r#"{"type":"event_flag","flag_id":1,"igt_ms":2147483648}"#,
        r#"{"type":"event_flag","flag_id":1,"igt_ms":false}"#,
        r#"{"type":"event_flag","flag_id":1,"event_id":-1}"#,
        r#"{"type":"finished","igt_ms":1.5}"#,
        r#"{"type":"zone_entered","igt_ms":5}"#,
        r#"{"type":"zone_entered","to_zone":null}"#,
        r#"{"type":"auth"}"#,
        r#"{"type":"auth","mod_token":7}"#,
        r#"{"type":"clock","client_ms":"now"}"#,
    ] {
        malformed(text);
    }
    for (text, error) in [
        ("", DecodeError::NotJson),
        ("{", DecodeError::NotJson),
        ("nonsense", DecodeError::NotJson),
        (r#"{"type":"pong"} x"#, DecodeError::NotJson),
        ("null", DecodeError::NotAnObject),
        (r#"["pong"]"#, DecodeError::NotAnObject),
        (r#""pong""#, DecodeError::NotAnObject),
        ("{}", DecodeError::NoType),
        (r#"{"type":7}"#, DecodeError::NoType),
        (
            r#"{"type":"teleport"}"#,
            DecodeError::UnknownType("teleport".into()),
        ),
        (
            r#"{"type":"auth_ok"}"#,
            DecodeError::UnknownType("auth_ok".into()),
        ),
    ] {
        assert_eq!(FromMod::decode(text), Err(error), "{text}");
    }
    // Deep nesting is refused instead of exhausting the stack.
    let deep = format!("{}{}", "[".repeat(60_000), "]".repeat(60_000));
    assert_eq!(FromMod::decode(&deep), Err(DecodeError::NotJson));
}

#[test]
fn zone_queries_lose_bad_fields_one_by_one() {
    let full = ZoneQuery {
        grace_entity_id: Some(10_002_950),
        map_id: Some("m10_00_00_00".into()),
        position: Some([1.0, 2.5, -3.0]),
        play_region_id: Some(7),
    };
    let with = |changed: &str| {
        let mut message: serde_json::Map<String, serde_json::Value> = serde_json::from_str(
            r#"{"type":"zone_query","grace_entity_id":10002950,"map_id":"m10_00_00_00",
                "position":[1,2.5,-3],"play_region_id":7}"#,
        )
        .unwrap();
        message.append(&mut serde_json::from_str(changed).unwrap());
        serde_json::to_string(&message).unwrap()
    };
    for (changed, expected) in [
        ("{}", full.clone()),
        (
            r#"{"grace_entity_id":0}"#,
            ZoneQuery {
                grace_entity_id: None,
                ..full.clone()
            },
        ),
        (
            r#"{"grace_entity_id":"x"}"#,
            ZoneQuery {
                grace_entity_id: None,
                ..full.clone()
            },
        ),
        (
            r#"{"grace_entity_id":4294967296}"#,
            ZoneQuery {
                grace_entity_id: None,
                ..full.clone()
            },
        ),
        (
            r#"{"map_id":"m10_00_00"}"#,
            ZoneQuery {
                map_id: None,
                ..full.clone()
            },
        ),
        (
            r#"{"map_id":null}"#,
            ZoneQuery {
                map_id: None,
                ..full.clone()
            },
        ),
        (
            r#"{"position":[1,2]}"#,
            ZoneQuery {
                position: None,
                ..full.clone()
            },
        ),
        (
            r#"{"position":[1,2,3,4]}"#,
            ZoneQuery {
                position: None,
                ..full.clone()
            },
        ),
        (
            r#"{"position":[1,2,"3"]}"#,
            ZoneQuery {
                position: None,
                ..full.clone()
            },
        ),
        (
            r#"{"position":[1,2,1e39]}"#,
            ZoneQuery {
                position: None,
                ..full.clone()
            },
        ),
        (
            r#"{"position":{"x":1}}"#,
            ZoneQuery {
                position: None,
                ..full.clone()
            },
        ),
        (
            r#"{"play_region_id":-1}"#,
            ZoneQuery {
                play_region_id: None,
                ..full.clone()
            },
        ),
    ] {
        check(&with(changed), FromMod::ZoneQuery(expected));
    }
    check(
        r#"{"type":"zone_query"}"#,
        FromMod::ZoneQuery(ZoneQuery::default()),
    );
}

#[test]
fn map_ids() {
    for (text, expected) in [
        ("m10_00_00_00", true),
        ("m61_44_45_12", true),
        ("M10_00_00_00", false),
        ("m10_00_00_0", false),
        ("m10_00_00_000", false),
        ("m1a_00_00_00", false),
        ("m10-00-00-00", false),
        ("m٣٣_00_00_00", false),
        ("", false),
    ] {
        assert_eq!(is_map_id(text), expected, "{text}");
    }
}

#[test]
fn spectators_are_never_refused_for_their_token() {
    for (text, token) in [
        (r#"{"type":"auth","token":"abc"}"#, Some("abc")),
        (r#"{"type":"auth","token":7}"#, None),
        (r#"{"type":"auth","token":null}"#, None),
        (r#"{"type":"auth"}"#, None),
    ] {
        let expected = FromSpectator::Auth {
            token: token.map(Into::into),
        };
        assert_eq!(FromSpectator::decode(text), Ok(expected), "{text}");
    }
}

#[test]
fn a_mod_reads_what_older_and_newer_servers_send() {
    // The smallest participant a version-1 decoder accepts, with a field of a later version.
    let text = r#"{"type":"leaderboard_update","later":1,"participants":[{
        "id":"00000000-0000-4000-8000-000000000007","twitch_username":"x","status":"playing",
        "current_layer":1,"igt_ms":5,"death_count":0,"mood":"good"}]}"#;
    match ToMod::decode(text) {
        Ok(ToMod::LeaderboardUpdate {
            participants,
            leader_splits: None,
        }) => {
            assert_eq!(participants.len(), 1);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        ToMod::decode(r#"{"type":"spectator_count","count":1}"#),
        Err(DecodeError::UnknownType("spectator_count".into()))
    );
    assert!(matches!(
        ToMod::decode(r#"{"type":"leaderboard_update","participants":[],"leader_splits":{"x":1}}"#),
        Err(DecodeError::Malformed(_))
    ));
}

#[test]
fn a_code_of_a_newer_server_is_none() {
    let problem = |code: &str| {
        let text = format!(
            r#"{{"type":"about:blank","title":"Conflict","status":409,"detail":"No.","code":{code}}}"#
        );
        serde_json::from_str::<Problem>(&text).unwrap().code
    };
    assert_eq!(problem(r#""race_full""#), Some(ProblemCode::RaceFull));
    assert_eq!(problem(r#""too_much_fog""#), None);
    assert_eq!(problem("null"), None);
}
