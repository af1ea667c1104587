//! Damaged graph files are refused or read, never more.

use proptest::prelude::*;
use serde_json::Value;
use speedfog_race::SeedGraph;
use speedfog_race::fixtures::small_graph_json;

/// Reads the file both ways and looks at everything in it.
fn read(bytes: &[u8]) {
    let strict = SeedGraph::parse(bytes);
    let stored = SeedGraph::parse_stored(bytes);
    assert!(
        stored.is_ok() || strict.is_err(),
        "what is fit for a new seed is fit to be stored"
    );
    for graph in [strict, stored].into_iter().flatten() {
        for json in [graph.full_json(), graph.masked_json()] {
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(value["nodes"].is_object() && value["edges"].is_array());
        }
        for node in graph.nodes() {
            assert_eq!(graph.node(node.id()), Some(node));
            let _ = (
                node.kind(),
                node.display_name(),
                node.zones().count(),
                node.exits().count(),
            );
        }
        let _ = (
            graph.count_paths(),
            graph.edges().count(),
            graph.event_ids(),
            graph.start(),
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = small_graph_json().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&bytes);
    }

    #[test]
    fn values_replaced(
        at in any::<prop::sample::Index>(),
        value in prop::sample::select(vec!["null", "true", "-7", "1e400", "2.5", "\"left\"", "[]", "{}", "[[{}]]"]),
    ) {
        // Every value follows a colon, a comma or a bracket.
        let text = small_graph_json();
        let places: Vec<_> = text.match_indices([':', ',', '[']).map(|(place, _)| place + 1).collect();
        let start = places[at.index(places.len())];
        let end = text[start..].find([',', ']', '}']).map_or(text.len(), |length| start + length);
        read(format!("{}{value}{}", &text[..start], &text[end..]).as_bytes());
    }

    #[test]
    fn white_space_means_nothing(blanks in prop::collection::vec(prop::sample::select(vec![" ", "\n", "\t", " \r\n  "]), 16)) {
        // The one mark inside a text, where blanks do mean something.
        let compact = small_graph_json().replace("War: Test", "War");
        let mut text = String::new();
        let mut blanks = blanks.iter().cycle();
        for part in compact.split_inclusive([',', '{', '[', ':']) {
            text.push_str(part);
            text.push_str(blanks.next().unwrap());
        }
        let graph = SeedGraph::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(&*graph.full_json(), compact);
    }
}
