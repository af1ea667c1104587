use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::ops::Range;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use proptest::prelude::*;
use tempfile::TempDir;
use zip::{CompressionMethod, ZipArchive};

use super::*;
use crate::test_zips::{GRAPH, options, seed_files, streamed_zip_bytes, write, zip_bytes};

mod foreign;

const CONFIG: &str = "[server]\nurl = \"ws://new\"\n";

fn timestamp() -> DateTime<Utc> {
    "2026-11-23T14:31:08Z".parse().unwrap()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
}

fn read(pack: &SeedPack, range: Range<u64>) -> Vec<u8> {
    let stream = pack.stream(range);
    let chunks: Vec<bytes::Bytes> = runtime().block_on(stream.try_collect()).unwrap();
    chunks.concat()
}

fn plan(stored: &[u8]) -> (TempDir, SeedPack) {
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), "seed_x.zip", stored);
    let pack = SeedPacks::new().plan(&path, CONFIG, timestamp()).unwrap();
    (dir, pack)
}

/// What remains of `files` in a pack, the settings at `config_path` added.
fn expected(files: &[(String, Vec<u8>)], config_path: &str) -> BTreeMap<String, Vec<u8>> {
    let gone = [
        "graph.json",
        "logs/spoiler.txt",
        "item_config.json",
        "item_preset.yaml",
        "lib/speedfog_race.toml",
    ];
    let kept = files
        .iter()
        .filter(|(name, _)| !gone.iter().any(|gone| name.ends_with(gone)));
    let mut expected: BTreeMap<_, _> = kept.cloned().collect();
    expected.insert(config_path.to_owned(), CONFIG.into());
    expected
}

fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut data = Vec::new();
        entry.read_to_end(&mut data).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert!(files.insert(name, data).is_none(), "a name occurs twice");
    }
    files
}

/// The packed bytes of an entry, as they lie in the archive.
fn raw_entry(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let index = archive.index_for_name(name).unwrap();
    let mut data = Vec::new();
    let mut entry = archive.by_index_raw(index).unwrap();
    entry.read_to_end(&mut data).unwrap();
    data
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Runs a program that reads the pack, if it is installed.
fn check_with(program: &str, arguments: &[&str], dir: &Path) {
    let Ok(output) = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .output()
    else {
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {text}{errors}");
}

const PYTHON_CHECK: &str = "
import sys, zipfile
z = zipfile.ZipFile('pack.zip')
assert z.testzip() is None
names = z.namelist()
assert len(names) == len(set(names)), names
z.extractall('python')
";

/// Makes a pack of `stored`, an archive of `files`, and opens it with every
/// unpacker at hand.
#[track_caller]
fn check(stored: &[u8], files: &[(String, Vec<u8>)], config_path: &str) {
    let (dir, pack) = plan(stored);
    let bytes = read(&pack, 0..pack.len());
    assert_eq!(bytes.len() as u64, pack.len());
    let expected = expected(files, config_path);
    assert_eq!(unpack(&bytes), expected);
    for name in expected.keys().filter(|name| *name != config_path) {
        assert!(raw_entry(&bytes, name) == raw_entry(stored, name), "{name}");
    }
    for secret in [
        "spoiler: ",
        "secret",
        "graph.json",
        "event_map",
        "url = \"old\"",
    ] {
        assert!(!contains(&bytes, secret.as_bytes()), "{secret:?} is inside");
    }
    write(dir.path(), "pack.zip", &bytes);
    check_with("unzip", &["-q", "pack.zip", "-d", "unzip"], dir.path());
    check_with("python3", &["-c", PYTHON_CHECK], dir.path());
    for folder in ["unzip", "python"].map(|name| dir.path().join(name)) {
        for (name, data) in expected.iter().filter(|_| folder.exists()) {
            assert!(&fs::read(folder.join(name)).unwrap() == data, "{name}");
        }
    }
}

const METHODS: [CompressionMethod; 2] = [CompressionMethod::Stored, CompressionMethod::Deflated];

#[test]
fn a_pack_is_the_archive_without_spoilers_and_with_settings() {
    for method in METHODS {
        let files = seed_files("speedfog_1/");
        let stored = zip_bytes(&files, options(method));
        check(&stored, &files, "speedfog_1/lib/speedfog_race.toml");
    }
}

#[test]
fn an_archive_without_a_top_folder() {
    for method in METHODS {
        let files = seed_files("");
        let stored = zip_bytes(&files, options(method));
        check(&stored, &files, "lib/speedfog_race.toml");
    }
}

#[test]
fn an_archive_with_data_descriptors() {
    for method in METHODS {
        for large in [false, true] {
            let files = seed_files("t/");
            let stored = streamed_zip_bytes(&files, options(method).large_file(large));
            assert!(contains(&stored, b"PK\x07\x08"));
            check(&stored, &files, "t/lib/speedfog_race.toml");
        }
    }
}

#[test]
fn an_archive_with_zip64_fields() {
    for method in METHODS {
        let files = seed_files("t/");
        let stored = zip_bytes(&files, options(method).large_file(true));
        check(&stored, &files, "t/lib/speedfog_race.toml");
    }
}

#[test]
fn an_archive_with_more_entries_than_the_short_form_counts() {
    for count in [65_533, 65_534, 65_535, 65_536, 70_000] {
        let files: Vec<_> = (0..count).map(|i| (format!("t/{i}"), "")).collect();
        let (_dir, pack) = plan(&zip_bytes(&files, options(CompressionMethod::Stored)));
        let bytes = read(&pack, 0..pack.len());
        let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), count + 1);
    }
}

#[test]
fn bytes_between_entries_are_dropped() {
    // An entry deleted from the directory only stays in the file.
    let files = [("t/graph.json", "hidden spoiler"), ("t/a", "kept")];
    let both = zip_bytes(&files, options(CompressionMethod::Stored));
    let only = zip_bytes(&files[1..], options(CompressionMethod::Stored));
    let first = 30 + "t/graph.json".len() + "hidden spoiler".len();
    let start_of_directory = only.len() - 22 - (46 + "t/a".len());
    let mut stored = both[..first].to_vec();
    stored.extend(&only);
    let moved = stored.len() - 22 - (46 + "t/a".len());
    assert_eq!(moved, first + start_of_directory);
    let at = moved + 42;
    stored[at..at + 4].copy_from_slice(&(first as u32).to_le_bytes());
    let end = stored.len() - 6;
    stored[end..end + 4].copy_from_slice(&(moved as u32).to_le_bytes());

    let (_dir, pack) = plan(&stored);
    let bytes = read(&pack, 0..pack.len());
    assert!(contains(&stored, b"hidden spoiler"));
    assert!(!contains(&bytes, b"hidden spoiler"));
    assert_eq!(unpack(&bytes).len(), 2);
}

#[test]
fn the_archive_comment_is_dropped() {
    let mut stored = zip_bytes(&[("t/a", "")], options(CompressionMethod::Stored));
    let end = stored.len() - 2;
    stored[end..].copy_from_slice(&9_u16.to_le_bytes());
    stored.extend(b"seed 1234");
    let (_dir, pack) = plan(&stored);
    let bytes = read(&pack, 0..pack.len());
    assert!(!contains(&bytes, b"seed 1234"));
    assert_eq!(unpack(&bytes).len(), 2);
}

#[test]
fn the_same_pack_has_the_same_bytes_and_tag() {
    let stored = zip_bytes(&seed_files("t/"), options(CompressionMethod::Deflated));
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), "seed_x.zip", &stored);
    let packs = SeedPacks::new();
    let direct = SeedPacks::new().plan(&path, CONFIG, timestamp()).unwrap();
    let kept = packs.plan(&path, CONFIG, timestamp()).unwrap();
    let again = packs.plan(&path, CONFIG, timestamp()).unwrap();
    let bytes = read(&direct, 0..direct.len());
    for same in [&kept, &again] {
        assert_eq!(same.etag(), direct.etag());
        assert!(read(same, 0..same.len()) == bytes);
    }
    let other = packs.plan(&path, "x = 1", timestamp()).unwrap();
    assert_ne!(other.etag(), direct.etag());
    let later = packs.plan(&path, CONFIG, timestamp() + chrono::Days::new(1));
    assert_ne!(later.unwrap().etag(), direct.etag());

    // A copy elsewhere makes the same pack, a changed entry another one.
    let copy = write(dir.path(), "seed_y.zip", &stored);
    let copy = packs.plan(&copy, CONFIG, timestamp()).unwrap();
    assert_eq!(copy.etag(), direct.etag());
    let changed = zip_bytes(&[("t/a", "b")], options(CompressionMethod::Stored));
    write(dir.path(), "seed_x.zip", &changed);
    let changed = packs.plan(&path, CONFIG, timestamp()).unwrap();
    assert_ne!(changed.etag(), direct.etag());
    assert_eq!(unpack(&read(&changed, 0..changed.len())).len(), 2);
}

#[test]
fn many_archives_are_kept_only_up_to_a_number() {
    let dir = tempfile::tempdir().unwrap();
    let packs = SeedPacks::new();
    for round in 0..2 {
        for i in 0..40 {
            let stored = zip_bytes(
                &[(format!("t/{i}"), "")],
                options(CompressionMethod::Stored),
            );
            let path = dir.path().join(format!("seed_{i}.zip"));
            if round == 0 {
                fs::write(&path, stored).unwrap();
            }
            let pack = packs.plan(&path, CONFIG, timestamp()).unwrap();
            assert!(unpack(&read(&pack, 0..pack.len())).contains_key(&format!("t/{i}")));
        }
    }
}

#[test]
fn a_missing_archive_is_told_from_a_broken_one() {
    let dir = tempfile::tempdir().unwrap();
    let packs = Arc::new(SeedPacks::new());
    let plan = |path: &Path| {
        let (graph, config) = (GRAPH.to_owned(), CONFIG.to_owned());
        let planned = packs.plan_in_background(path.to_owned(), graph, config, timestamp());
        runtime().block_on(planned)
    };
    let path = dir.path().join("seed_x.zip");
    assert!(matches!(plan(&path), Err(PackError::Missing)));
    fs::write(&path, "no zip").unwrap();
    assert!(matches!(plan(&path), Err(PackError::Archive(_))));
    assert!(matches!(plan(dir.path()), Err(PackError::Archive(_))));
    assert!(matches!(plan(&path.join("x")), Err(PackError::Missing)));
    let put = |files: &[(&str, &str)]| {
        fs::write(&path, zip_bytes(files, options(CompressionMethod::Stored))).unwrap();
    };
    put(&[("graph.json", GRAPH), ("a", "")]);
    assert!(plan(&path).is_ok());
    put(&[("graph.json", GRAPH), ("a", "packed anew")]);
    assert!(plan(&path).is_ok());
    put(&[("graph.json", &format!(" {GRAPH}\n")), ("a", "")]);
    assert!(plan(&path).is_ok(), "written differently");
    put(&[("graph.json", "{}"), ("a", "")]);
    assert!(matches!(plan(&path), Err(PackError::OtherSeed)));
    put(&[("a", "")]);
    assert!(matches!(plan(&path), Err(PackError::OtherSeed)));
    fs::remove_file(&path).unwrap();
    assert!(matches!(plan(&path), Err(PackError::Missing)));
}

#[test]
fn an_archive_cut_short_after_planning_ends_the_stream() {
    let stored = zip_bytes(&seed_files("t/"), options(CompressionMethod::Stored));
    let (dir, pack) = plan(&stored);
    let file = fs::File::options()
        .write(true)
        .open(dir.path().join("seed_x.zip"))
        .unwrap();
    file.set_len(1000).unwrap();
    let all: Result<Vec<_>, _> = runtime().block_on(pack.stream(0..pack.len()).try_collect());
    assert_eq!(all.unwrap_err().kind(), std::io::ErrorKind::UnexpectedEof);
}

#[test]
fn ranges_meet() {
    let stored = zip_bytes(&seed_files("t/"), options(CompressionMethod::Deflated));
    let (_dir, pack) = plan(&stored);
    let whole = read(&pack, 0..pack.len());
    proptest!(ProptestConfig::with_cases(64), |(cuts in proptest::collection::vec(0..=pack.len(), 0..8))| {
        let mut cuts = cuts;
        cuts.extend([0, pack.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|pair| read(&pack, pair[0]..pair[1]));
        prop_assert!(pieces.collect::<Vec<_>>().concat() == whole);
    });
}

/// A mod to put into packs.
fn library(dir: &Path) -> ModLibrary {
    let path = dir.join("current.dll");
    let noise = (0..90_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8);
    fs::write(&path, noise.collect::<Vec<_>>()).unwrap();
    ModLibrary::read(&path).unwrap()
}

#[test]
fn the_current_mod_takes_the_place_of_an_older_one() {
    for (top, method) in [
        ("speedfog_x/", CompressionMethod::Deflated),
        ("", CompressionMethod::Stored),
    ] {
        let files = seed_files(top);
        let dir = tempfile::tempdir().unwrap();
        let path = write(
            dir.path(),
            "seed_x.zip",
            &zip_bytes(&files, options(method)),
        );
        let library = library(dir.path());
        let packs = SeedPacks::with_library(library.clone());
        let pack = packs.plan(&path, CONFIG, timestamp()).unwrap();
        let bytes = read(&pack, 0..pack.len());
        assert_eq!(bytes.len() as u64, pack.len());
        let mut expected = expected(&files, &format!("{top}lib/speedfog_race.toml"));
        let name = format!("{top}lib/speedfog_race_mod.dll");
        expected.insert(name, library.content.to_vec());
        assert!(unpack(&bytes) == expected, "{top:?}");
        let plain = SeedPacks::new().plan(&path, CONFIG, timestamp()).unwrap();
        assert_ne!(plain.etag(), pack.etag());
    }
}

#[test]
fn the_current_mod_is_added_to_archives_without_one() {
    let stored = zip_bytes(&[("t/a", "x")], options(CompressionMethod::Stored));
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), "seed_x.zip", &stored);
    let packs = SeedPacks::with_library(library(dir.path()));
    let pack = packs.plan(&path, CONFIG, timestamp()).unwrap();
    let whole = read(&pack, 0..pack.len());
    let names: Vec<String> = unpack(&whole).into_keys().collect();
    assert_eq!(
        names,
        [
            "t/a",
            "t/lib/speedfog_race.toml",
            "t/lib/speedfog_race_mod.dll"
        ]
    );
    let middle = pack.len() / 2;
    assert!(read(&pack, middle..middle + 1000) == whole[middle as usize..][..1000]);
}

#[test]
fn a_mod_that_is_not_there_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    assert!(ModLibrary::read(&dir.path().join("none.dll")).is_err());
}
