//! From a seed folder to the archive in the pool.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Stays although it says everything: the server reads it, and leaves it out of what racers
/// download.
const GRAPH: &str = "graph.json";

/// Packs everything in `seed` but spoilers below `speedfog_<slug>/` into `target`, which appears
/// complete or not at all. The same files give the same bytes.
///
/// # Errors
/// When a file cannot be read or written, or the archive is not one that a server accepts.
pub(super) fn pack(seed: &Path, slug: &str, target: &Path) -> Result<()> {
    let temporary = target.with_extension(format!("zip.{}.tmp", std::process::id()));
    let packed = write(seed, slug, &temporary).and_then(|()| {
        speedfog_seeds::read_seed(&temporary).context("the archive is not usable")?;
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
    for file in files(seed)? {
        let name = name_inside(seed, &file);
        if name != GRAPH && speedfog_seeds::is_spoiler(&name) {
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

/// The name of a file as it is in an archive, below the top folder.
fn name_inside(seed: &Path, file: &Path) -> String {
    let inside = file
        .strip_prefix(seed)
        .expect("the walk stays below the seed");
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Every file of a seed, in the order of the names.
fn files(seed: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = vec![seed.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
