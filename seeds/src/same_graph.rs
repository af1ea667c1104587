//! Telling whether two texts are the same graph.

use serde_json::Value;

/// Whether two texts hold the same JSON, however they are written: a database
/// that a graph passed through may have sorted its keys or left out its spaces.
pub fn same_graph(one: &[u8], other: &[u8]) -> bool {
    let read = |text| serde_json::from_slice::<Value>(text).ok();
    one == other || read(one).is_some_and(|value| read(other) == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_matter_and_content_does() {
        let graph = br#"{"nodes": {"a": 1, "b": 2.5}, "edges": []}"#;
        let sorted = br#"{"edges":[],"nodes":{"b":2.5,"a":1}}"#;
        assert!(same_graph(graph, sorted));
        assert!(!same_graph(
            graph,
            br#"{"edges":[],"nodes":{"b":2.5,"a":2}}"#
        ));
        assert!(!same_graph(graph, b"no JSON"));
        assert!(same_graph(b"no JSON", b"no JSON"));
        assert!(!same_graph(b"no JSON", b"no json"));
    }
}
