//! Why a graph is refused.

/// Why a graph is refused. Paths read like `nodes.academy_2a8a.exits[1].to`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// The file is larger than [`super::MAX_BYTES`].
    #[error("the graph has {bytes} bytes, more than the {limit} allowed")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// There are more nodes than [`super::MAX_NODES`].
    #[error("`nodes` has {nodes} entries, more than the {limit} allowed")]
    TooManyNodes {
        /// Number of nodes.
        nodes: usize,
        /// The limit.
        limit: usize,
    },
    /// The file is not UTF-8 text.
    #[error("the graph is not UTF-8 text (at byte {offset})")]
    NotUtf8 {
        /// Bytes before the fault.
        offset: usize,
    },
    /// The file is not JSON.
    #[error("the graph is not valid JSON: {message}")]
    Malformed {
        /// The fault with its line and column.
        message: String,
    },
    /// The document is JSON, but no object.
    #[error("the graph is not a JSON object")]
    NotAnObject,
    /// The format is not of the `4.x` family.
    #[error("`version` is {version}, only format 4.x is supported")]
    UnsupportedFormat {
        /// The version found, as JSON.
        version: String,
    },
    /// A required key is absent.
    #[error("`{path}` is missing")]
    Missing {
        /// Where it should be.
        path: String,
    },
    /// A value has another type than documented.
    #[error("`{path}` is {found}, expected {expected}")]
    WrongType {
        /// The place of the value.
        path: String,
        /// The documented type.
        expected: &'static str,
        /// The type found.
        found: &'static str,
    },
    /// A number or text is outside the range that makes sense for it.
    #[error("`{path}` is out of range: {found}, expected {expected}")]
    OutOfRange {
        /// The place of the value.
        path: String,
        /// The allowed range.
        expected: &'static str,
        /// The value found.
        found: String,
    },
    /// Two nodes have the same id.
    #[error("`{path}` is defined twice")]
    DuplicateNode {
        /// The place of the node.
        path: String,
    },
    /// A reference leads to a node that is not there.
    #[error("`{path}` names the unknown node `{node}`")]
    UnknownNode {
        /// The place of the reference.
        path: String,
        /// The id named.
        node: String,
    },
    /// An edge does not lead to a deeper layer.
    #[error(
        "`{path}` does not lead deeper: `{from}` is on layer {from_layer}, `{to}` on layer {to_layer}"
    )]
    NotDeeper {
        /// The place of the edge.
        path: String,
        /// The node the edge leaves.
        from: String,
        /// Its layer.
        from_layer: u32,
        /// The node the edge enters.
        to: String,
        /// Its layer.
        to_layer: u32,
    },
    /// No node has the type `start`, and `start_node` names none either.
    #[error("`nodes` has no node of type `start`")]
    NoStart,
    /// More than one node has the type `start`.
    #[error("`nodes.{second}.type` is a second start, the first is `nodes.{first}`")]
    SeveralStarts {
        /// The first start node.
        first: String,
        /// The second one.
        second: String,
    },
}
