use std::io::Write;

use proptest::prelude::*;
use tempfile::NamedTempFile;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::test_zips::{GRAPH, options, seed_files, streamed_zip_bytes, zip_bytes};

fn open_within(bytes: &[u8], limits: Limits) -> Result<Bytes, ArchiveError> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let archive = SeedArchive::open_within(file.path(), limits)?;
    archive.extents()?;
    archive.read_graph()
}

fn open(bytes: &[u8]) -> Result<Bytes, ArchiveError> {
    open_within(bytes, Limits::default())
}

#[track_caller]
fn check(bytes: &[u8], error: &str) {
    assert_eq!(open(bytes).unwrap_err().to_string(), error);
}

/// An archive with a graph and one more entry.
fn archive(name: &str, data: &str) -> Vec<u8> {
    let files = [("t/graph.json", GRAPH), (name, data)];
    zip_bytes(&files, options(CompressionMethod::Stored))
}

/// Positions of a record's signature.
fn positions(bytes: &[u8], signature: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(signature.len()).enumerate();
    let hits = windows.filter(|(_, window)| *window == signature);
    hits.map(|(at, _)| at).collect()
}

/// Changes the last directory record of an archive.
fn with_record(mut bytes: Vec<u8>, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let at = *positions(&bytes, b"PK\x01\x02").last().unwrap();
    change(&mut bytes[at..]);
    bytes
}

/// Changes the header of the last entry of an archive.
fn with_header(mut bytes: Vec<u8>, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let at = *positions(&bytes, b"PK\x03\x04").last().unwrap();
    change(&mut bytes[at..]);
    bytes
}

/// Changes the end record of an archive.
fn with_end(mut bytes: Vec<u8>, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let at = bytes.len() - 22;
    change(&mut bytes[at..]);
    bytes
}

/// Both names of the last entry, without touching their length.
fn renamed(bytes: Vec<u8>, name: &[u8]) -> Vec<u8> {
    let bytes = with_record(bytes, |r| r[46..46 + name.len()].copy_from_slice(name));
    with_header(bytes, |h| h[30..30 + name.len()].copy_from_slice(name))
}

#[test]
fn plain_archives_are_read() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        for large in [false, true] {
            let options = options(method).large_file(large);
            let files = seed_files("t/");
            assert_eq!(open(&zip_bytes(&files, options)).unwrap(), GRAPH);
            assert_eq!(open(&streamed_zip_bytes(&files, options)).unwrap(), GRAPH);
        }
    }
}

#[test]
fn files_that_are_no_archives() {
    let no_end = "not a complete zip archive: the record at its end is missing or cut off";
    check(b"", no_end);
    check(b"PK", no_end);
    check(&[0; 100_000], no_end);
    check(b"PK\x05\x06", no_end);
    let whole = archive("t/a", "a");
    check(&whole[..whole.len() - 1], no_end);
    let mut longer = whole.clone();
    longer.push(0);
    check(&longer, no_end);
    let mut shifted = vec![0; 10];
    shifted.extend(&whole);
    check(
        &shifted,
        "broken zip directory: it is not where the end record says",
    );
    let empty = zip_bytes::<&str, &str>(&[], options(CompressionMethod::Stored));
    check(
        &empty,
        "no graph.json at the root or directly inside a folder",
    );
}

#[test]
fn end_records_that_cannot_be_true() {
    let whole = || archive("t/a", "a");
    let split = "broken zip directory: the archive is split over disks";
    check(&with_end(whole(), |e| e[4] = 1), split);
    check(&with_end(whole(), |e| e[6] = 1), split);
    check(&with_end(whole(), |e| e[8] = 1), split);
    let count = "broken zip directory: it has another number of entries than the end record says";
    let set_count = |e: &mut [u8], count| (e[8], e[10]) = (count, count);
    check(&with_end(whole(), |e| set_count(e, 1)), count);
    check(&with_end(whole(), |e| set_count(e, 3)), count);
    let place = "broken zip directory: it is not where the end record says";
    check(&with_end(whole(), |e| e[12] += 1), place);
    check(&with_end(whole(), |e| e[16] += 1), place);
    check(&with_end(whole(), |e| e[12..20].fill(0xff)), place);
    let record = "broken zip directory: a record in it is cut off or not a record";
    check(&with_record(whole(), |r| r[0] = 0), record);
    check(&with_record(whole(), |r| r[33] = 0xff), record);
}

#[test]
fn names_that_lead_elsewhere() {
    for (name, fault) in [
        ("/etc/x", "absolute path"),
        ("../../x", "a part of the path ends in a dot or a space"),
        ("a/../../x", "a part of the path ends in a dot or a space"),
        ("C:/x", "name has a colon"),
        ("a\\\\..\\\\x", "name has a backslash"),
        ("a//b", "name has an empty part"),
    ] {
        let plain = name.replace("\\\\", "\\");
        let filler = "_".repeat(plain.len());
        let bytes = renamed(archive(&filler, "x"), plain.as_bytes());
        check(&bytes, &format!("entry \"{name}\": {fault}"));
    }
    let nul = renamed(archive("a_b", ""), b"a\0b");
    check(&nul, "entry \"a\\0b\": name has a control character");
    let latin = renamed(archive("a_b", ""), b"a\xe9b");
    check(&latin, "entry \"a\u{fffd}b\": name is not UTF-8");
    let same = renamed(archive("t/GRAPH.jsom", ""), b"t/GRAPH.JSON");
    check(
        &same,
        "entry \"t/GRAPH.JSON\": the name occurs twice, letter case aside",
    );
    let long = "n".repeat(1025);
    let shown = "n".repeat(120);
    check(
        &archive(&long, ""),
        &format!("entry \"{shown}\"…: name longer than 1024 bytes"),
    );
}

#[test]
fn a_second_name_in_an_extra_field() {
    // Version, CRC of the first name, second name.
    let mut field = vec![1, 0, 0, 0, 0];
    field.extend(b"../evil");
    let alias = "entry \"t/good\": a second name is hidden in an extra field";
    for only_in_directory in [true, false] {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let mut options = zip::write::FullFileOptions::default();
        let added = options.add_extra_field(0x7075, &field, only_in_directory);
        added.unwrap();
        writer.start_file("t/good", options).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        check(&bytes, alias);
        // The same field in the entry's own header only.
        let hide = |r: &mut [u8]| r[52..54].copy_from_slice(&[0x76, 0x70]);
        if !only_in_directory {
            check(&with_record(bytes, hide), alias);
        }
    }
}

#[test]
fn entries_that_are_not_plain_files() {
    let whole = || archive("t/a", "a");
    let encrypted = "entry \"t/a\": encrypted";
    check(&with_record(whole(), |r| r[8] |= 1), encrypted);
    check(&with_record(whole(), |r| r[8] |= 1 << 6), encrypted);
    check(&with_record(whole(), |r| r[10] = 99), encrypted);
    let mismatch = "entry \"t/a\": its header does not match the directory";
    check(&with_header(whole(), |h| h[6] |= 1), mismatch);
    check(
        &with_record(whole(), |r| r[34] = 1),
        "entry \"t/a\": part of a split archive",
    );
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = options(CompressionMethod::Stored);
    writer.add_symlink("t/link", "../../x", plain).unwrap();
    let link = writer.finish().unwrap().into_inner();
    check(&link, "entry \"t/link\": neither a file nor a folder");
}

#[test]
fn headers_that_contradict_the_directory() {
    let whole = || archive("t/a", "a");
    let mismatch = "entry \"t/a\": its header does not match the directory";
    check(&with_header(whole(), |h| h[0] = 0), mismatch);
    check(&with_header(whole(), |h| h[8] = 8), mismatch);
    check(&with_header(whole(), |h| h[6] |= 8), mismatch);
    check(&with_header(whole(), |h| h[32] = b'b'), mismatch);
    check(&with_header(whole(), |h| h[26] = 4), mismatch);
    let outside = "entry \"t/a\": longer than its place in the file";
    check(&with_header(whole(), |h| h[29] = 0xff), outside);
    check(&with_record(whole(), |r| r[23] = 1), outside);
    check(&with_record(whole(), |r| r[45] = 0x7f), outside);
    let extra = "entry \"t/a\": broken extra fields";
    check(&with_record(whole(), |r| r[20..24].fill(0xff)), extra);
    check(&with_record(whole(), |r| r[42..46].fill(0xff)), extra);
    let overlap = with_record(whole(), |r| r[42..46].fill(0));
    check(
        &overlap,
        "entry \"t/graph.json\": longer than its place in the file",
    );
}

#[test]
fn descriptors_that_contradict_the_directory() {
    let files = [("t/graph.json", GRAPH), ("t/a", "abc")];
    let mut bytes = streamed_zip_bytes(&files, options(CompressionMethod::Stored));
    let at = *positions(&bytes, b"PK\x07\x08").last().unwrap();
    bytes[at + 4] ^= 1;
    check(
        &bytes,
        "entry \"t/a\": its data descriptor does not match the directory",
    );
}

#[test]
fn graphs_that_cannot_be_unpacked() {
    let graph = |method| zip_bytes(&[("graph.json", GRAPH)], options(method));
    let stored = || graph(CompressionMethod::Stored);
    let damaged = "entry \"graph.json\": checksum or size do not match";
    let mut flipped = stored();
    flipped[60] ^= 1;
    check(&flipped, damaged);
    check(&with_record(stored(), |r| r[24] ^= 1), damaged);
    let mut deflated = graph(CompressionMethod::Deflated);
    deflated[40] = 0xff;
    check(&deflated, "entry \"graph.json\": damaged data");
    let other = with_header(with_record(stored(), |r| r[10] = 12), |h| h[8] = 12);
    check(
        &other,
        "entry \"graph.json\": packed with method 12, only stored and deflated can be read",
    );
}

#[test]
fn limits_hold() {
    let bytes = zip_bytes(&seed_files("t/"), options(CompressionMethod::Deflated));
    let usual = Limits::default();
    let check = |limits, error: &str| {
        let found = open_within(&bytes, limits).unwrap_err().to_string();
        assert!(found.contains(error), "{found}");
    };
    let entries = Limits {
        entries: 11,
        ..usual
    };
    check(entries, "12 entries, more than the 11 allowed");
    let directory = Limits {
        directory_bytes: 99,
        ..usual
    };
    check(directory, "more than the 99 allowed");
    let graph = Limits {
        graph_bytes: 10,
        ..usual
    };
    check(graph, "larger than the 10 bytes allowed");
    let unpacked = Limits {
        unpacked_bytes: 1000,
        ..usual
    };
    check(unpacked, "more than the 1000 allowed for this archive");
}

#[test]
fn an_announced_size_is_not_believed() {
    // A graph that says it is short but unpacks to a mebibyte.
    let long = " ".repeat(1 << 20);
    let options = options(CompressionMethod::Deflated);
    let bytes = zip_bytes(&[("graph.json", &long)], options);
    let bytes = with_record(bytes, |r| r[24..28].copy_from_slice(&100_u32.to_le_bytes()));
    let limits = Limits {
        graph_bytes: 1000,
        ..Limits::default()
    };
    let error = open_within(&bytes, limits).unwrap_err().to_string();
    assert_eq!(
        error,
        "entry \"graph.json\": larger than the 1000 bytes allowed"
    );
}

#[test]
fn folders_and_pipes_are_no_archives() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        SeedArchive::open(dir.path()),
        Err(ArchiveError::Io(_))
    ));
    let pipe = dir.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        assert!(matches!(SeedArchive::open(&pipe), Err(ArchiveError::Io(_))));
    }
}

/// Small archives of every kind, to be damaged.
fn samples() -> impl Strategy<Value = Vec<u8>> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(deflate, large, stream)| {
        let files = [
            ("t/graph.json", GRAPH),
            ("t/lib/a.dll", "library"),
            ("t/logs/spoiler.txt", "spoiler"),
            ("t/empty", ""),
        ];
        let method = match deflate {
            true => CompressionMethod::Deflated,
            false => CompressionMethod::Stored,
        };
        let options = options(method).large_file(large);
        match stream {
            true => streamed_zip_bytes(&files, options),
            false => zip_bytes(&files, options),
        }
    })
}

/// Opens an archive in every way; that nothing panics is the test.
fn exercise(bytes: &[u8]) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    if let Ok(archive) = SeedArchive::open(file.path()) {
        let _ = archive.read_graph();
        if let Ok(extents) = archive.extents() {
            for extent in extents {
                assert!(extent.start < extent.data && extent.data <= extent.end);
                assert!(extent.end <= archive.directory().offset());
            }
        }
    }
    let timestamp = chrono::DateTime::UNIX_EPOCH;
    if let Ok(pack) = crate::SeedPacks::new().plan(file.path(), "a = 1", timestamp) {
        // What is handed out is an archive again.
        let whole = pack.read_all();
        let mut copy = NamedTempFile::new().unwrap();
        copy.write_all(&whole).unwrap();
        let pack = SeedArchive::open(copy.path()).unwrap();
        pack.extents().unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn damaged_archives_never_panic(
        bytes in samples(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        near_end in any::<bool>(),
    ) {
        let mut bytes = bytes;
        let start = if near_end { bytes.len() - 250 } else { 0 };
        let part = &mut bytes[start..];
        for (at, byte) in changes {
            *at.get_mut(part) = byte;
        }
        exercise(&bytes);
    }

    #[test]
    fn cut_archives_never_panic(
        bytes in samples(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        exercise(&bytes[from.min(to)..from.max(to)]);
        exercise(&bytes[..to]);
        exercise(&bytes[from..]);
    }

    #[test]
    fn random_bytes_never_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        exercise(&bytes);
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0");
        exercise(&bytes);
    }
}
