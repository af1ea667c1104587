//! Seed archives, and the packs made from them.

use std::{
    io::{self, Cursor},
    pin::pin,
    sync::LazyLock,
};

use chrono::DateTime;
use futures_util::TryStreamExt;
use speedfog_seeds::{SeedPack, SeedPacks, check_seed, is_spoiler, read_seed};
use tempfile::NamedTempFile;
use tokio::runtime::Runtime;
use zip::ZipArchive;

/// Where packs are read.
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Runtime::new().expect("threads can be started"));

const SETTINGS: &str = "lib/speedfog_race.toml";

/// Reads an archive as a server and as `speedfog-tools` do, and plans a pack. A pack has the length it
/// was announced with, carries the player's settings once and nothing that gives the seed away.
pub(crate) fn read(data: &[u8]) {
    let file = NamedTempFile::new().expect("a temporary file can be made");
    std::fs::write(file.path(), data).expect("a temporary file can be written");
    let seed = read_seed(file.path());
    if check_seed(file.path()).is_ok() {
        assert!(seed.is_ok(), "what is checked can be read");
    }
    let Ok(pack) = SeedPacks::new().plan(file.path(), "[server]\n", DateTime::UNIX_EPOCH) else {
        return;
    };
    let bytes = RUNTIME.block_on(pieces(&pack));
    let bytes = bytes.expect("what was planned can be read");
    assert_eq!(bytes.len() as u64, pack.len(), "the announced length");
    let archive = ZipArchive::new(Cursor::new(bytes)).expect("a pack is an archive");
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
    let settings = names.iter().filter(|name| name.ends_with(SETTINGS));
    assert_eq!(settings.count(), 1, "{names:?}");
    assert!(!names.iter().any(|name| is_spoiler(name)), "{names:?}");
}

/// All of a pack, as it is sent.
async fn pieces(pack: &SeedPack) -> io::Result<Vec<u8>> {
    let mut stream = pin!(pack.stream(0..pack.len()));
    let mut bytes = Vec::new();
    while let Some(piece) = stream.try_next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
