//! Finding the node a runner woke up in.

use speedfog_race::fixtures::GraphBuilder;
use speedfog_race::zones::{
    Bounds, MapId, NameUse, PositionRule, ZoneQuery, ZoneTables, resolve_name,
};
use speedfog_race::{NodeId, Progress, SeedGraph, Visit};

/// `cave` and `cave_boss` share a map, `fort` and `camp` another one; `camp` is next to `cave_boss`.
fn graph() -> SeedGraph {
    GraphBuilder::new()
        .node("start", 0, "start")
        .node("cave", 1, "mini_dungeon")
        .node("fort", 1, "mini_dungeon")
        .node("cave_boss", 2, "boss_arena")
        .node("camp", 3, "final_boss")
        .edge("start", "cave")
        .edge("start", "fort")
        .edge("cave", "cave_boss")
        .edge("cave_boss", "camp")
        .build()
}

const CAVE_MAP: &str = "m31_00_00_00";
const FIELD_MAP: &str = "m60_40_40_00";

fn map(text: &str) -> MapId {
    text.parse().unwrap()
}

fn tables() -> ZoneTables {
    let boxed = |zone: &str| Box::<str>::from(zone);
    let rule = |zone: Option<&str>, above: Option<f64>| PositionRule {
        bounds: Bounds {
            above: [None, above, None],
            below: [None; 3],
        },
        zone: zone.map(boxed),
    };
    ZoneTables {
        graces: [(1, boxed("cave_zone")), (2, boxed("unused_zone"))].into(),
        maps: [
            (
                map(CAVE_MAP),
                vec![boxed("cave_zone"), boxed("cave_boss_zone"), boxed("other")],
            ),
            (map(FIELD_MAP), vec![boxed("fort_zone"), boxed("camp_zone")]),
            (map("m10_01_00_00"), vec![boxed("start_zone")]),
        ]
        .into(),
        rules: [(
            map(CAVE_MAP),
            vec![
                rule(Some("not_on_this_map"), Some(300.0)),
                rule(None, Some(200.0)),
                rule(Some("cave_boss_zone"), Some(100.0)),
                rule(Some("cave_zone"), None),
            ],
        )]
        .into(),
    }
}

fn progress(visited: &[&str], current: &str) -> Progress {
    let visit = |node: &&str| Visit {
        node: NodeId::from(*node),
        igt_ms: 0,
        deaths: 0,
    };
    Progress {
        current_zone: Some(current.into()),
        zone_history: visited.iter().map(visit).collect(),
        ..Progress::default()
    }
}

#[test]
fn zone_queries() {
    let both = ["start", "cave", "cave_boss"];
    let at = |y: f32| Some([0.0, y, 0.0]);
    // (grace, map, position, visited, current, answer)
    let rows = [
        // A known grace decides, visited or not.
        (1, FIELD_MAP, None, &["start"][..], "start", Some("cave")),
        // An unknown grace, or one of no node, leaves it to the map.
        (9, CAVE_MAP, None, &["start", "cave"], "cave", Some("cave")),
        (2, CAVE_MAP, None, &["start", "cave"], "cave", Some("cave")),
        (0, CAVE_MAP, None, &["start", "cave"], "start", Some("cave")),
        // Several visited nodes: the current one, if it is among them.
        (0, CAVE_MAP, None, &both, "cave_boss", Some("cave_boss")),
        (0, CAVE_MAP, None, &both, "start", None),
        // The height tells them apart; strictly.
        (0, CAVE_MAP, at(150.0), &both, "start", Some("cave_boss")),
        (0, CAVE_MAP, at(100.0), &both, "start", Some("cave")),
        // A rule without a zone, or with one of another map, narrows nothing.
        (0, CAVE_MAP, at(250.0), &both, "start", None),
        (0, CAVE_MAP, at(350.0), &both, "cave", Some("cave")),
        (0, CAVE_MAP, at(f32::NAN), &both, "cave", Some("cave")),
        // Never been there.
        (0, CAVE_MAP, None, &["start"], "start", None),
        (0, CAVE_MAP, at(150.0), &["start", "cave"], "cave", None),
        // The start counts as visited.
        (0, "m10_01_00_00", None, &[], "cave", Some("start")),
        (0, "m99_00_00_00", None, &both, "cave", None),
    ];
    let (graph, tables) = (graph(), tables());
    for (grace, map_id, position, visited, current, expected) in rows {
        let query = ZoneQuery {
            grace_entity_id: Some(grace),
            map_id: Some(map(map_id)),
            position,
            play_region_id: None,
        };
        let progress = progress(visited, current);
        let answer = query.resolve(&tables, &graph, &progress);
        assert_eq!(
            answer.as_deref(),
            expected,
            "{query:?} after {visited:?} in {current}"
        );
        assert_eq!(
            query.resolve(&ZoneTables::default(), &graph, &progress),
            None
        );
    }
    let empty = ZoneQuery::default();
    assert_eq!(
        empty.resolve(&tables, &graph, &progress(&both, "cave")),
        None
    );
}

#[test]
fn names_of_old_mods() {
    use NameUse::{Entry, Whereabouts};
    // (name, from, visited, current, use, answer)
    let rows = [
        ("cave", None, &["start"][..], "start", Entry, Some("cave")),
        ("cave_zone", None, &["start"], "start", Entry, Some("cave")),
        ("m10_01_00_00", None, &[], "cave", Entry, Some("start")),
        ("nonsense", None, &[], "start", Entry, None),
        ("m99_00_00_00", None, &[], "start", Entry, None),
        // Both nodes of the map are possible; the one next to the origin is meant.
        (FIELD_MAP, None, &["start"], "start", Entry, Some("fort")),
        (
            FIELD_MAP,
            Some("cave_boss_zone"),
            &["start"],
            "start",
            Entry,
            Some("camp"),
        ),
        (
            FIELD_MAP,
            Some("nonsense"),
            &["start"],
            "start",
            Entry,
            Some("fort"),
        ),
        (CAVE_MAP, None, &["start", "cave"], "fort", Entry, None),
        // Whereabouts are where one has been.
        (
            CAVE_MAP,
            None,
            &["start", "cave"],
            "fort",
            Whereabouts,
            Some("cave"),
        ),
        (
            CAVE_MAP,
            None,
            &["start", "cave", "cave_boss"],
            "fort",
            Whereabouts,
            None,
        ),
    ];
    let (graph, tables) = (graph(), tables());
    for (name, from, visited, current, purpose, expected) in rows {
        let progress = progress(visited, current);
        let answer = resolve_name(&tables, &graph, &progress, name, from, purpose);
        assert_eq!(
            answer.as_deref(),
            expected,
            "{name} from {from:?} in {current}"
        );
    }
}

#[test]
fn map_ids() {
    assert_eq!(map("m60_40_05_00"), MapId([60, 40, 5, 0]));
    assert_eq!(map("m60_40_05_00").to_string(), "m60_40_05_00");
    let bad = [
        "",
        "m",
        "60_40_05_00",
        "m60_40_05",
        "m60_40_05_00_00",
        "m60_40_5_00",
        "m60_40_+5_00",
        "M60_40_05_00",
        "m60_40_05_0a",
    ];
    for text in bad {
        assert!(text.parse::<MapId>().is_err(), "{text}");
    }
}
