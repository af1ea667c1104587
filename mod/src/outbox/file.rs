//! The file of one race and participant.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::tracker::{Pending, RunKey};

/// Largest file that is read. A full one is a tenth of that.
const FILE_BYTES: u64 = 1 << 20;
/// Most flags that are kept; a seed has fewer.
const FLAGS: usize = 4096;
/// Written form. A file of another one is not read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    run: RunKey,
    pending: Pending,
}

/// Where the progress of a run lies. A new seed of the same race takes the place of the old one.
pub(super) fn path(folder: &Path, run: &RunKey) -> PathBuf {
    folder.join(format!(
        "speedfog_outbox_{}_{}.json",
        run.race_id.simple(),
        run.participant_id.simple()
    ))
}

/// Reads what is kept. A file that cannot be used is set aside, so that somebody can look at it
/// and nobody trips over it again.
pub(super) fn read(folder: &Path, run: &RunKey) -> Pending {
    let path = path(folder, run);
    match parse(&path) {
        Ok(stored) if stored.run == *run => stored.pending,
        Ok(stored) => {
            tracing::info!("unsent progress of another seed or start is dropped");
            let mut pending = stored.pending;
            if stored.run.is_same_but_for_start(run) {
                // The save may still show them, but they are nothing new.
                pending
                    .flags
                    .iter_mut()
                    .for_each(|flag| flag.confirmed = true);
            } else {
                pending.flags.clear();
            }
            pending
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Pending::default(),
        Err(error) => {
            tracing::warn!(%error, path = %path.display(), "unsent progress cannot be read");
            if let Err(error) = fs::rename(&path, path.with_extension("broken")) {
                tracing::warn!(%error, "the unusable file stays");
            }
            Pending::default()
        }
    }
}

fn parse(path: &Path) -> io::Result<Stored> {
    let mut text = String::new();
    let read = File::open(path)?
        .take(FILE_BYTES + 1)
        .read_to_string(&mut text)?;
    let stored: Stored = serde_json::from_str(&text)?;
    let sane = read as u64 <= FILE_BYTES
        && stored.version == VERSION
        && stored.pending.flags.len() <= FLAGS;
    sane.then_some(stored)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not a file of this mod"))
}

/// Writes what is to be kept: beside the old file first, so that a crash leaves one of the two
/// whole.
///
/// # Errors
/// What the system says.
pub(super) fn write(folder: &Path, run: &RunKey, pending: &Pending) -> io::Result<()> {
    let path = path(folder, run);
    let stored = Stored {
        version: VERSION,
        run: *run,
        pending: pending.clone(),
    };
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(&serde_json::to_vec(&stored)?)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&fresh, &path)
}
