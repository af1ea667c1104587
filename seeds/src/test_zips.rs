//! Seed archives for tests.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A small graph that is accepted.
pub(super) const GRAPH: &str = r#"{
    "version": "4.4", "seed": 1, "total_layers": 2, "total_nodes": 2, "total_paths": 1,
    "nodes": {
        "a": {"type": "start", "display_name": "A", "zones": ["a"], "layer": 0, "tier": 1,
              "weight": 1, "exits": [{"text": "Gate", "fog_id": 1, "to": "b"}], "entrances": []},
        "b": {"type": "final_boss", "display_name": "B", "zones": ["b"], "layer": 1, "tier": 2,
              "weight": 1, "exits": [], "entrances": []}
    },
    "edges": [{"from": "a", "to": "b"}],
    "event_map": {"1050294000": "b"},
    "finish_event": 1050294001
}"#;

/// Names and contents with the layout of a built seed.
pub(super) fn seed_files(top: &str) -> Vec<(String, Vec<u8>)> {
    let noise = |len: u32| (0..len).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8);
    let files: [(&str, Vec<u8>); 12] = [
        ("launch_speedfog.bat", b"@echo off\r\n".to_vec()),
        ("graph.json", GRAPH.into()),
        ("lib/speedfog_race_mod.dll", noise(70_000).collect()),
        (
            "lib/speedfog_race.toml",
            b"[server]\nurl = \"old\"\n".to_vec(),
        ),
        ("modengine2/config_speedfog.toml", b"[modengine]\n".to_vec()),
        ("logs/spoiler.txt", "spoiler: ▲ Margit".into()),
        ("mods/fogmod/regulation.bin", noise(300_000).collect()),
        ("item_config.json", b"{\"secret\": 1}".to_vec()),
        ("item_preset.yaml", b"secret: 2".to_vec()),
        ("mods/fogmod/event/common.emevd.dcx", vec![0; 100_000]),
        ("mods/fogmod/empty", Vec::new()),
        ("mods/été.txt", "é".into()),
    ];
    let prefixed = files
        .into_iter()
        .map(|(name, data)| (format!("{top}{name}"), data));
    prefixed.collect()
}

/// Options for entries of the `zip` crate.
pub(super) fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method)
}

/// The bytes of an archive with `files`, each with these `options`.
pub(super) fn zip_bytes<N: AsRef<str>, D: AsRef<[u8]>>(
    files: &[(N, D)],
    options: SimpleFileOptions,
) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        if name.as_ref().ends_with('/') {
            writer.add_directory(name.as_ref(), options).unwrap();
        } else {
            writer.start_file(name.as_ref(), options).unwrap();
            writer.write_all(data.as_ref()).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// As [`zip_bytes`], written to something that cannot go back: sizes follow
/// each entry in a data descriptor.
pub(super) fn streamed_zip_bytes<N: AsRef<str>, D: AsRef<[u8]>>(
    files: &[(N, D)],
    options: SimpleFileOptions,
) -> Vec<u8> {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, data) in files {
        writer.start_file(name.as_ref(), options).unwrap();
        writer.write_all(data.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Writes `bytes` to `name` in `dir`.
pub(super) fn write(dir: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, bytes).unwrap();
    path
}
