use std::os::unix::fs::symlink;

use zip::CompressionMethod;

use super::*;
use crate::test_zips::{GRAPH, options, seed_files, write, zip_bytes};

fn pool() -> PoolName {
    PoolName::parse("standard").unwrap()
}

/// A pools folder with the pool `standard`, and that pool's folder.
fn pools() -> (tempfile::TempDir, PathBuf) {
    let pools = tempfile::tempdir().unwrap();
    let pool = pools.path().join("standard");
    fs::create_dir(&pool).unwrap();
    fs::write(pool.join("config.toml"), "").unwrap();
    (pools, pool)
}

fn archive_with(graph: &str) -> Vec<u8> {
    zip_bytes(
        &[("t/graph.json", graph)],
        options(CompressionMethod::Deflated),
    )
}

/// Slugs of the good seeds and names of the faulty files.
fn scan(pools: &Path) -> (Vec<String>, Vec<String>) {
    let (mut good, mut faulty) = (Vec::new(), Vec::new());
    for file in list_seed_files(pools, &pool()).unwrap() {
        match read_seed(&file.path) {
            Ok(_) => good.push(file.slug.as_str().to_owned()),
            Err(_) => {
                let name = file.path.file_name().unwrap().to_str().unwrap();
                faulty.push(name.to_owned());
            }
        }
    }
    (good, faulty)
}

#[test]
fn pools_are_folders_with_settings() {
    let (pools, _) = pools();
    fs::create_dir(pools.path().join("empty")).unwrap();
    for name in ["a_race", "not a pool", "-1"] {
        fs::create_dir(pools.path().join(name)).unwrap();
        fs::write(pools.path().join(name).join("config.toml"), "").unwrap();
    }
    fs::write(pools.path().join("file"), "").unwrap();
    let names = list_pools(pools.path()).unwrap();
    let names: Vec<_> = names.iter().map(PoolName::as_str).collect();
    assert_eq!(names, ["-1", "a_race", "standard"]);
    assert!(list_pools(&pools.path().join("none")).is_err());
    assert!(list_seed_files(pools.path(), &"none".parse().unwrap()).is_err());
}

#[test]
fn seeds_are_found_in_order() {
    let (pools, pool) = pools();
    let built = zip_bytes(&seed_files("t/"), options(CompressionMethod::Deflated));
    for slug in ["c", "a", "b"] {
        write(&pool, &format!("seed_{slug}.zip"), &built);
    }
    write(&pool, "seed_d.zip.tmp", b"half");
    write(&pool, "other.zip", b"other");
    fs::create_dir(pool.join("seed_folder.zip")).unwrap();
    symlink(pool.join("seed_a.zip"), pool.join("seed_link.zip")).unwrap();
    let (found, faulty) = scan(pools.path());
    assert_eq!(found, ["a", "b", "c"]);
    assert_eq!(faulty, [""; 0]);
}

#[test]
fn a_found_seed_has_its_graph() {
    let (pools, pool_dir) = pools();
    let built = zip_bytes(&seed_files("t/"), options(CompressionMethod::Stored));
    let path = write(&pool_dir, "seed_x.zip", &built);
    let files = list_seed_files(pools.path(), &pool()).unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].path, path);
    let seed = read_seed(&path).unwrap();
    assert_eq!(seed.graph_json, GRAPH);
    assert_eq!(seed.graph.total_layers(), 2);
}

#[test]
fn faulty_seeds_do_not_stop_the_others() {
    let (pools, pool) = pools();
    let good = archive_with(GRAPH);
    write(&pool, "seed_good.zip", &good);
    write(&pool, "seed_z.zip", &good);
    write(&pool, "seed_empty.zip", b"");
    write(&pool, "seed_half.zip", &good[..good.len() / 2]);
    write(&pool, "seed_list.zip", &archive_with("[]"));
    write(&pool, "seed_text.zip", &archive_with("no graph"));
    let without = zip_bytes(
        &[("a/b/graph.json", GRAPH)],
        options(CompressionMethod::Stored),
    );
    write(&pool, "seed_none.zip", &without);
    let trick = [("t/graph.json", GRAPH), ("../x", "")];
    let trick = zip_bytes(&trick, options(CompressionMethod::Stored));
    write(&pool, "seed_trick.zip", &trick);
    let (found, faulty) = scan(pools.path());
    assert_eq!(found, ["good", "z"]);
    let bad = ["empty", "half", "list", "none", "text", "trick"];
    assert_eq!(faulty, bad.map(|slug| format!("seed_{slug}.zip")));
}

#[track_caller]
fn check_reason(archive: &[u8], reason: &str) {
    let (_pools, pool_dir) = pools();
    let path = write(&pool_dir, "seed_x.zip", archive);
    let fault = read_seed(&path).unwrap_err().to_string();
    assert!(fault.starts_with(reason), "{fault}");
    assert!(!fault.contains('\n'), "{fault}");
}

#[test]
fn a_fault_names_its_place() {
    let stored = options(CompressionMethod::Stored);
    check_reason(b"", "not a complete zip archive: ");
    check_reason(
        &zip_bytes(&[("a", "")], stored),
        "no graph.json at the root",
    );
    check_reason(&archive_with("[]"), "graph.json: ");
    let trick = zip_bytes(&[("graph.json", GRAPH), ("../x", "")], stored);
    check_reason(&trick, "entry \"../x\": a part of the path ends in a dot");
    let line = zip_bytes(&[("graph.json", GRAPH), ("a\nb", "")], stored);
    check_reason(&line, "entry \"a\\nb\": name has a control character");
}

#[test]
fn the_graph_at_the_root_comes_first() {
    let (_pools, pool_dir) = pools();
    let other = GRAPH.replace("\"total_layers\": 2", "\"total_layers\": 9");
    let files = [
        ("a/graph.json", &*other),
        ("graph.json", GRAPH),
        ("a/b", ""),
    ];
    let archive = zip_bytes(&files, options(CompressionMethod::Stored));
    let path = write(&pool_dir, "seed_x.zip", &archive);
    assert_eq!(read_seed(&path).unwrap().graph_json, GRAPH);
}

/// Real graphs are found and accepted when they are at hand.
#[test]
fn real_graphs_are_accepted() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/graphs");
    let Ok(files) = fs::read_dir(samples) else {
        return;
    };
    let (pools, pool) = pools();
    let mut count = 0;
    for file in files {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let archive = archive_with(&fs::read_to_string(&path).unwrap());
        let slug = path.file_stem().unwrap().to_str().unwrap();
        write(&pool, &format!("seed_{slug}.zip"), &archive);
        count += 1;
    }
    let (found, faulty) = scan(pools.path());
    assert_eq!(faulty, [""; 0]);
    assert_eq!(found.len(), count);
}
