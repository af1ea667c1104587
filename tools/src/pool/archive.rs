//! From a seed folder to the archive in the pool.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::check::raceable;

/// Stays although it says everything: the server reads it, and leaves it out of what racers
/// download.
const GRAPH: &str = "graph.json";

/// Packs everything in `seed` but spoilers below `speedfog_<slug>/` into `target`, which appears
/// complete or not at all. The same files give the same bytes.
///
/// # Errors
/// When a file cannot be read or written, or nobody could race on the archive.
pub(super) fn pack(seed: &Path, slug: &str, target: &Path) -> Result<()> {
    // The same name every time: what a killed run has left is written over, and nobody else packs.
    let temporary = target.with_extension("zip.tmp");
    let packed = write(seed, slug, &temporary).and_then(|()| {
        raceable(&temporary)?;
        fs::rename(&temporary, target).context("cannot place the archive")
    });
    if packed.is_err() {
        // Nothing to add if even that fails.
        drop(fs::remove_file(&temporary));
    }
    packed
}

fn write(seed: &Path, slug: &str, path: &Path) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for (name, file) in files(seed)? {
        if is_left_out(&name) {
            continue;
        }
        let mut content = File::open(&file)?;
        let large = content.metadata()?.len() > u64::from(u32::MAX / 2);
        let options = SimpleFileOptions::default().large_file(large);
        zip.start_file(format!("speedfog_{slug}/{name}"), options)?;
        io::copy(&mut content, &mut zip)
            .with_context(|| format!("cannot pack {}", file.display()))?;
    }
    let file = zip
        .finish()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(())
}

/// Whether the file of this name stays out of the archive, because it would spoil the race.
pub(super) fn is_left_out(name: &str) -> bool {
    name != GRAPH && speedfog_seeds::is_spoiler(name)
}

/// The name of a file as it is in an archive, below the top folder.
fn name_inside(seed: &Path, file: &Path) -> String {
    let inside = file
        .strip_prefix(seed)
        .expect("the walk stays below the seed");
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Every file of a seed with its name as [`is_left_out`] knows it, in the order of the names.
pub(super) fn files(seed: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut folders = vec![seed.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((name_inside(seed, &path), path));
            }
        }
    }
    files.sort();
    Ok(files)
}
