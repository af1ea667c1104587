//! How much an archive may ask of the server and of a participant's machine.

/// Caps on a seed archive; a real one stays far below each of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Most entries.
    pub entries: u64,
    /// Largest central directory, in bytes; it is held in memory.
    pub directory_bytes: u64,
    /// Largest unpacked `graph.json`, in bytes.
    pub graph_bytes: u64,
    /// Largest sum of the unpacked sizes, in bytes.
    pub unpacked_bytes: u64,
    /// Largest ratio of that sum to the length of the file, looked at only
    /// above [`Limits::RATIO_FREE_BYTES`].
    pub ratio: u64,
}

impl Limits {
    /// Unpacked size, in bytes, up to which any ratio is fine: a small archive
    /// of empty maps packs very well and harms nobody.
    pub(crate) const RATIO_FREE_BYTES: u64 = 256 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 200_000,
            directory_bytes: 64 << 20,
            graph_bytes: speedfog_race::graph::MAX_BYTES as u64,
            unpacked_bytes: 64 << 30,
            ratio: 200,
        }
    }
}
