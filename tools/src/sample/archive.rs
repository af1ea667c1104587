//! The archive of one seed, laid out as the generator's packaging step leaves it.

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

use anyhow::{Context, Result};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::pool::helper;

/// What else goes into an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArchiveOptions {
    /// Total size of the made-up game files, in bytes.
    pub payload: usize,
    /// Whether to leave in what gives the seed away (`logs/`, the item writer's input), as older
    /// packaging did. Servers must not hand these on.
    pub spoilers: bool,
}

impl Default for ArchiveOptions {
    fn default() -> Self {
        Self {
            payload: 128 * 1024,
            spoilers: false,
        }
    }
}

/// ModEngine 2's configuration, in the form the generator writes.
const MOD_ENGINE: &str = r#"[modengine]
debug = false
external_dlls = [
    "..\\lib\\RandomizerCrashFix.dll",
    "..\\lib\\RandomizerHelper.dll",
]

[extension.mod_loader]
enabled = true
loose_params = false
mods = [
    { enabled = true, name = "fogmod", path = "..\\mods\\fogmod" },
]
"#;

const LAUNCHER: &str = "@echo off\r\ncd /d \"%~dp0modengine2\"\r\n\
    modengine2_launcher.exe -t er -c config_speedfog.toml\r\n";

/// Made-up game files and their share of the payload in percent.
const PAYLOAD: [(&str, usize); 8] = [
    ("lib/RandomizerCrashFix.dll", 5),
    ("lib/RandomizerHelper.dll", 5),
    ("modengine2/modengine2_launcher.exe", 10),
    ("modengine2/modengine2/bin/modengine2.dll", 10),
    ("mods/fogmod/regulation.bin", 40),
    ("mods/fogmod/event/common.emevd.dcx", 10),
    ("mods/fogmod/map/mapstudio/m10_01_00_00.msb.dcx", 15),
    ("mods/fogmod/msg/engus/menu.msgbnd.dcx", 5),
];

/// Packs a seed in memory, everything below `speedfog_<slug>/`. The same arguments give the same
/// bytes.
///
/// # Errors
/// When the archive cannot be assembled, as for a payload beyond what the format holds.
pub fn seed_archive(
    slug: &str,
    graph: &str,
    number: u32,
    options: ArchiveOptions,
) -> Result<Vec<u8>> {
    let mut rng = ChaCha8Rng::seed_from_u64(u64::from(number));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, method: CompressionMethod, bytes: &[u8]| -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(format!("speedfog_{slug}/{path}"), options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let (deflated, stored) = (CompressionMethod::Deflated, CompressionMethod::Stored);
    add("graph.json", deflated, graph.as_bytes())?;
    if options.spoilers {
        add(
            "logs/spoiler.txt",
            deflated,
            format!("SEED {number}\n{graph}").as_bytes(),
        )?;
        add(
            "logs/generation.log",
            deflated,
            format!("GENERATION LOG (seed: {number})\n").as_bytes(),
        )?;
        add(
            "item_config.json",
            deflated,
            format!("{{\"seed\": {number}}}\n").as_bytes(),
        )?;
        add(
            "item_preset.yaml",
            deflated,
            format!("seed: {number}\n").as_bytes(),
        )?;
    }
    add("launch_speedfog.bat", deflated, LAUNCHER.as_bytes())?;
    add(
        "modengine2/config_speedfog.toml",
        deflated,
        MOD_ENGINE.as_bytes(),
    )?;
    add("modengine2/version.txt", stored, b"2.1.0\n")?;
    add(
        "lib/RandomizerHelper_config.ini",
        deflated,
        helper::FAIR.as_bytes(),
    )?;
    for (index, (path, percent)) in PAYLOAD.into_iter().enumerate() {
        // Both methods occur in the wild, so both occur here.
        let method = if index % 2 == 0 { deflated } else { stored };
        add(
            path,
            method,
            &payload(options.payload * percent / 100, &mut rng),
        )?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Half noise, half runs of one byte: compresses about as well as game files do.
fn payload(size: usize, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = vec![0; size];
    for block in bytes.chunks_mut(512) {
        if rng.random_bool(0.5) {
            rng.fill_bytes(block);
        } else {
            block.fill(rng.random());
        }
    }
    bytes
}

/// Writes a file under a temporary name beside it and renames it, so that nobody reads half of it.
///
/// # Errors
/// When the file cannot be written or renamed.
pub(super) fn place(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path
        .file_name()
        .context("a file to write needs a name")?
        .to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    fs::write(&temporary, bytes)
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| drop(fs::remove_file(&temporary)))
        .with_context(|| format!("cannot write {}", path.display()))
}
