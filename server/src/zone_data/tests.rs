use std::path::PathBuf;

use speedfog_race::zones::{Bounds, MapId, PositionRule};

use super::{reading::Fault, *};

fn map(text: &str) -> MapId {
    text.parse().unwrap()
}

fn settings(folder: &Path, fallback: Option<&Path>) -> ZoneDataSettings {
    ZoneDataSettings {
        folder: Some(folder.into()),
        fallback_folder: fallback.map(Into::into),
    }
}

/// Both kinds of line ends must read the same.
fn both_line_ends<T: PartialEq + std::fmt::Debug>(
    text: &str,
    parse: impl Fn(&str) -> Result<Reading<T>, Fault>,
) -> Result<Reading<T>, Fault> {
    let parsed = parse(text);
    assert_eq!(parse(&text.replace('\n', "\r\n")), parsed);
    parsed
}

const FOG_TEXT: &str = "\
# A table of zones.
Before:
- Name: not_a_zone
  Maps: m99_00_00_00
Areas:
- Name: castle
  Text: The Castle: upper floor
  Maps: m10_00_00_00 m10_01_00_00 # two of them
  To:
  - Area: cave
    Name: not_a_zone
    Maps: m98_00_00_00
    Text: Maps: m97_00_00_00

# A comment
- Name: 'cave'
  Maps: \"m10_00_00_00\"
- Name: nowhere
- Text: nameless
  Maps: m10_02_00_00
- Maps: m10_03_00_00 m1_0 m10_00_00_00
  Name: late
After:
- Name: not_a_zone
  Maps: m96_00_00_00
";

#[test]
fn maps_come_from_one_list_of_fog_txt() {
    let fog = both_line_ends(FOG_TEXT, fog::parse).unwrap();
    let zones: Vec<(String, Vec<&str>)> = fog
        .value
        .iter()
        .map(|(map, zones)| (map.to_string(), zones.iter().map(|zone| &**zone).collect()))
        .collect();
    assert_eq!(
        zones,
        [
            ("m10_00_00_00".to_owned(), vec!["castle", "cave", "late"]),
            ("m10_01_00_00".to_owned(), vec!["castle"]),
            ("m10_03_00_00".to_owned(), vec!["late"]),
        ]
    );
    assert_eq!(fog.skipped, 2, "the nameless zone and the bad map");
}

#[test]
fn faults_of_fog_txt_name_their_line() {
    for (text, line) in [
        ("", 1),
        ("Zones:\n- Name: a\n", 1),
        ("Areas:\n- Name: a\nwhat is this\n", 3),
        ("Areas:\n- Name: a\n\tMaps: m10_00_00_00\n", 3),
    ] {
        assert_eq!(fog::parse(text).unwrap_err().line, line, "{text:?}");
    }
    let indented = fog::parse("Areas:\n  - Name: a\n    Maps: m10_00_00_00\nEnd:\n").unwrap();
    assert_eq!(indented.value.len(), 1);
}

#[test]
fn graces() {
    let text = r#"{"mapping": {
        "10002950": {"zone_id": "castle", "map_id": null},
        "1043300000": {"zone_id": "cave"},
        "4294967296": {"zone_id": "too_large"},
        "-5": {"zone_id": "negative"},
        "x": {"zone_id": "word"},
        "1": "no object", "2": {}, "3": {"zone_id": 7}, "4": {"zone_id": ""}, "5": null
    }}"#;
    let graces = both_line_ends(text, graces::parse).unwrap();
    let expected = [
        (10_002_950, "castle".into()),
        (1_043_300_000, "cave".into()),
    ];
    assert_eq!(graces.value, expected.into());
    assert_eq!(graces.skipped, 8);
    for (text, line) in [
        ("", 1),
        ("{\n\"mapping\":\n oops}", 3),
        ("[]", 1),
        ("{}", 1),
    ] {
        assert_eq!(graces::parse(text).unwrap_err().line, line, "{text:?}");
    }
}

const SUBMAPS_TEXT: &str = "\
# Which floor?
MapAreas:
- Map: m10_00_00_00
  Comment: two floors
  Areas:
  # The roof first
  - Name: Roof's edge
    Area: castle_roof
    YAbove: 45
    XBelow: -1.5
  - Name: Nobody's place
    ZAbove: 3
  - Name: Broken
    Area: castle
    YAbove: high
  - Name: Broken too
    Area: 7
  - only words
  - Name: Hall
    Area: castle
- Map: 12
  Areas: []
- Map: m10_01_00_00
";

#[test]
fn rules_of_submaps_txt() {
    let rules = both_line_ends(SUBMAPS_TEXT, submaps::parse).unwrap();
    let rule = |zone: Option<&str>, above, below| PositionRule {
        bounds: Bounds { above, below },
        zone: zone.map(Into::into),
    };
    let expected = vec![
        rule(
            Some("castle_roof"),
            [None, Some(45.0), None],
            [Some(-1.5), None, None],
        ),
        rule(None, [None, None, Some(3.0)], [None; 3]),
        rule(Some("castle"), [None; 3], [None; 3]),
    ];
    assert_eq!(rules.value, [(map("m10_00_00_00"), expected)].into());
    assert_eq!(rules.skipped, 5);
    for (text, line) in [
        ("", 1),
        ("- a\n", 1),
        ("MapAreas: 5\n", 1),
        ("MapAreas:\n- Map: [\n- b: }\n", 3),
    ] {
        assert_eq!(submaps::parse(text).unwrap_err().line, line, "{text:?}");
    }
}

#[test]
fn made_up_zones() {
    let text = "\
[[zones]]
name = \"upper\"
map = \"m20_01_00_00\"
split_from = \"lower\"
[[zones]]
name = \"mapless\"
split_from = \"lower\"
[[fogs]]
name = \"AEG099_002_9100\"
map = \"m20_01_00_00\"
";
    let splits = both_line_ends(text, map_splits::parse).unwrap();
    assert_eq!(
        splits.value,
        [(map("m20_01_00_00"), vec!["upper".into()])].into()
    );
    assert_eq!(splits.skipped, 1);
    assert_eq!(
        map_splits::parse("a = 1\nb = \n").unwrap_err().line,
        2,
        "the fault is on the second line"
    );
}

#[test]
fn whatever_is_missing_or_broken_leaves_the_rest() {
    let (main, fallback) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let write = |folder: &tempfile::TempDir, name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    };
    let load = || load(&settings(main.path(), Some(fallback.path())));
    assert_eq!(load(), ZoneTables::default());

    write(&fallback, FOG, FOG_TEXT.as_bytes());
    write(&fallback, GRACES, br#"{"mapping":{"1":{"zone_id":"a"}}}"#);
    write(
        &main,
        MAP_SPLITS,
        b"[[zones]]\nname='upper'\nmap='m10_01_00_00'\nsplit_from='castle'\n",
    );
    let tables = load();
    assert_eq!(tables.graces.len(), 0, "only two files have a fallback");
    assert_eq!(
        tables.maps[&map("m10_01_00_00")],
        [Box::from("castle"), Box::from("upper")]
    );

    write(&main, FOG, b"Areas:\n- Name: \xff\n");
    write(
        &main,
        GRACES,
        b"\xef\xbb\xbf{\"mapping\":{\"1\":{\"zone_id\":\"a\"}}}",
    );
    write(&main, SUBMAPS, b"MapAreas: {");
    let tables = load();
    assert_eq!(tables.zone_of_grace(1), Some("a"));
    assert_eq!(tables.maps.len(), 1, "the broken file hides its fallback");
    assert!(tables.rules.is_empty());
    std::fs::remove_file(main.path().join(FOG)).unwrap();
    std::fs::create_dir(main.path().join(FOG)).unwrap();
    assert_eq!(load().maps.len(), 1);
}

#[test]
fn without_a_folder_nothing_is_known() {
    let none = ZoneDataSettings::default();
    assert_eq!(super::load(&none), ZoneTables::default());
}

/// Runs over the real files where they are at hand.
#[test]
fn real_files() {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/data/zones"
    ));
    if !folder.is_dir() {
        return;
    }
    let tables = load(&settings(&folder, None));
    let counts = (tables.graces.len(), tables.maps.len(), tables.rules.len());
    assert_eq!(counts, (436, 487, 76));
    assert_eq!(tables.zone_of_grace(10_002_950), Some("stormveil_godrick"));
    let rules: usize = tables.rules.values().map(Vec::len).sum();
    assert_eq!(rules, 237);
    assert_eq!(tables.maps[&map("m16_00_00_00")].len(), 14);
    assert_eq!(
        tables
            .maps
            .values()
            .filter(|zones| zones.len() == 1)
            .count(),
        220
    );
    for rules in tables.rules.values() {
        let defaults = rules.iter().filter(|rule| rule.bounds == Bounds::default());
        assert_eq!(defaults.count(), 1);
    }
    let at = |y| tables.zones_at(map("m11_00_00_00"), Some([0.0, y, 0.0]));
    assert_eq!(at(46.0), [Box::from("leyndell_bedchamber")]);
    assert_eq!(at(-100.0), [Box::from("leyndell")]);
}
