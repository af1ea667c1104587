//! Seed archives that people could race on.

use std::io::{Cursor, Write};

use speedfog_tools::sample::{GraphSpec, graph};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const LOADER: &str = "[modengine]\nexternal_dlls = [\"..\\\\lib\\\\speedfog_race_mod.dll\"]\n";

/// A zip archive with these files.
pub(crate) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The archive of the seed with this number: another number is another seed.
pub(crate) fn playable_archive(number: u32) -> Vec<u8> {
    let graph = graph(&GraphSpec::sprint(), number);
    zip_of(&[
        ("t/graph.json", graph.as_bytes()),
        ("t/launch_speedfog.bat", b"@echo off"),
        ("t/lib/speedfog_race_mod.dll", b"MZ mod"),
        ("t/modengine2/config_speedfog.toml", LOADER.as_bytes()),
        ("t/mods/fogmod/regulation.bin", &[7; 4096]),
    ])
}
