//! An archive whose bytes depend on nothing but what is in it.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};

/// When every file in an archive was last changed, in seconds since 1970: the first of January 2000.
const CHANGED: u64 = 946_684_800;

/// One file.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Where it lies, with `/` between folders.
    pub(super) path: String,
    /// What is in it.
    pub(super) content: Vec<u8>,
    /// Whether it is a program.
    pub(super) executable: bool,
}

/// Packs files below one folder into a compressed tape archive.
///
/// # Errors
/// When a path is too long or cannot be in an archive.
pub(super) fn pack(folder: &str, mut entries: Vec<Entry>) -> Result<Vec<u8>> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    // No name and no time of its own.
    let gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let mut tape = tar::Builder::new(gzip);
    for entry in entries {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::Regular);
        header.set_mode(if entry.executable { 0o755 } else { 0o644 });
        header.set_mtime(CHANGED);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(entry.content.len() as u64);
        let path = format!("{folder}/{}", entry.path);
        tape.append_data(&mut header, &path, &entry.content[..])
            .with_context(|| format!("cannot pack {path}"))?;
    }
    let mut gzip = tape.into_inner().context("cannot end the archive")?;
    gzip.flush().context("cannot compress the archive")?;
    gzip.finish().context("cannot compress the archive")
}

#[cfg(test)]
mod tests {
    use super::{Entry, pack};

    fn entry(path: &str, content: &str, executable: bool) -> Entry {
        Entry {
            path: path.into(),
            content: content.into(),
            executable,
        }
    }

    #[test]
    fn the_same_files_make_the_same_archive() {
        let files = [
            entry("server", "program", true),
            entry("docs/a.md", "text", false),
        ];
        let one = pack("top", files.to_vec()).expect("packs");
        let mut reversed = files.to_vec();
        reversed.reverse();
        assert_eq!(pack("top", reversed).expect("packs"), one);
        for other in [
            entry("server", "programme", true),
            entry("server", "program", false),
            entry("serve", "program", true),
        ] {
            let changed = vec![other, files[1].clone()];
            assert_ne!(pack("top", changed).expect("packs"), one);
        }
    }
}
