//! Recorded runs.

use std::time::Duration;

use speedfog_race_mod::game::{GameReader, MapId, Reading, RecordedRun};

#[test]
fn values_stay_until_the_next_line() {
    let mut run = RecordedRun::parse(
        r#"{"t":100,"igt":5,"map":"m10_01_00_00","pos":[1,2,3],"flags":{"7":true},"grace":9}

           {"t":200,"igt":null,"map":null,"flags":{"7":null}}"#,
    )
    .unwrap();
    let mut at = |t: u64| run.snapshot(Duration::from_millis(t), &[7, 8]);
    let before = at(99);
    assert_eq!((before.igt_ms, before.travel), (Reading::NotYet, None));
    assert!(before.readable().is_none());
    let first = at(150);
    assert_eq!((first.igt_ms, first.travel), (Reading::Present(5), Some(9)));
    assert_eq!(
        first.readable().map(|place| place.map),
        Some(MapId([10, 1, 0, 0]))
    );
    assert_eq!(first.flags[0].set, Reading::Present(true));
    assert_eq!(first.flags[1].set, Reading::Present(false));
    // A travel is told once.
    assert_eq!(at(160).travel, None);
    let last = at(200);
    assert!(last.readable().is_none());
    assert_eq!(
        (last.igt_ms, last.flags[0].set),
        (Reading::NotYet, Reading::NotYet)
    );
}

#[test]
fn the_origin_and_the_empty_block_are_loading() {
    for (map, pos, readable) in [
        ("m10_01_00_00", "[0,0,0]", false),
        ("m10_01_00_00", "[0,0.5,0]", true),
        ("m00_00_00_00", "[1,1,1]", true),
    ] {
        let text = format!(r#"{{"t":0,"map":"{map}","pos":{pos}}}"#);
        let snapshot = RecordedRun::parse(&text)
            .unwrap()
            .snapshot(Duration::ZERO, &[]);
        assert_eq!(snapshot.readable().is_some(), readable, "{text}");
    }
}

#[test]
fn unusable_recordings() {
    for (text, expected) in [
        ("{", "line 1"),
        (
            "{\"t\":0}\n\n{\"t\":1,\"map\":\"here\"}",
            "line 3 of the recording is unusable: expected a map id",
        ),
        (
            "{\"t\":5}\n{\"t\":4}",
            "line 2 of the recording is unusable: the time goes backwards",
        ),
        (
            "{\"t\":0,\"speed\":1}",
            "line 1 of the recording is unusable: unknown field",
        ),
    ] {
        let error = RecordedRun::parse(text).expect_err(text).to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}
