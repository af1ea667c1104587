//! `speedfog-tools pool` as its users run it, with a generator that stands in for SpeedFog's.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod uploads;
mod workshop;

use std::{
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use workshop::{GENERATOR, Workshop, contents, files};

#[test]
fn a_pool_is_filled_with_seeds_ready_to_race_on() {
    let shop = Workshop::new();
    let (code, text) = shop.generate("", &["-n", "4", "--jobs", "3"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("4 seeds made for sprint, 0 failed."),
        "{text}"
    );
    let told: Vec<&str> = text.lines().filter_map(|line| line.get(..4)).collect();
    assert_eq!(told, ["1/4 ", "2/4 ", "3/4 ", "4/4 ", "4 se"], "{text}");
    let archives = shop.archives();
    assert_eq!(archives.len(), 4);
    for archive in &archives {
        let inside = contents(archive);
        let names: Vec<&str> = inside.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "backups/config.ini",
                "graph.json",
                "launch_speedfog.bat",
                "lib/RandomizerCrashFix.dll",
                "lib/RandomizerHelper.dll",
                "lib/RandomizerHelper_config.ini",
                "lib/speedfog_race_mod.dll",
                "modengine2/config_speedfog.toml",
                "modengine2/modengine2_launcher.exe",
                "mods/fogmod/regulation.bin",
            ]
        );
        assert_eq!(inside["lib/speedfog_race_mod.dll"], b"MZ our mod");
        let loader = String::from_utf8_lossy(&inside["modengine2/config_speedfog.toml"]);
        let loader: toml::Table = loader.parse().unwrap();
        let dlls = loader["modengine"]["external_dlls"].as_array().unwrap();
        assert_eq!(
            dlls.last().unwrap().as_str(),
            Some("..\\lib\\speedfog_race_mod.dll")
        );
        let helper = String::from_utf8_lossy(&inside["lib/RandomizerHelper_config.ini"]);
        assert!(helper.contains("autoEquip = false"), "{helper}");
    }
    // A server reads the resolved settings; the generator's notes stay outside the pool.
    let settings = fs::read_to_string(shop.path("pools/sprint/config.toml")).unwrap();
    assert!(settings.contains("layers_count = 13"), "{settings}");
    assert!(!settings.contains("extends"), "{settings}");
    assert_eq!(files(&shop.path("pools/sprint")).len(), 5);
    let notes = fs::read_to_string(shop.path("pools/sprint_work/made.csv")).unwrap();
    assert_eq!(notes.lines().count(), 4);
    let logs = files(&shop.path("pools/sprint_work/logs"));
    assert_eq!(logs.len(), 4);
    assert!(logs[0].join("spoiler.txt").exists() && logs[0].join("output.log").exists());
    let (code, text) = shop.tools(&["pool", "check", "--pools", "pools"]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = shop.tools(&["pool", "stats", "--pools", "pools", "sprint"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("shortest"), "{text}");
}

#[test]
fn the_same_seeds_make_the_same_graphs() {
    let graphs = || {
        let shop = Workshop::new();
        let (code, text) = shop.generate("", &["--seeds", "11,12"]);
        assert_eq!(code, Some(0), "{text}");
        let mut graphs: Vec<_> = shop
            .archives()
            .iter()
            .map(|path| contents(path).remove("graph.json").unwrap())
            .collect();
        graphs.sort();
        graphs
    };
    assert_eq!(graphs(), graphs());
}

#[track_caller]
fn fails(misbehave: &str, because: &str) {
    let shop = Workshop::new();
    let (code, text) = shop.generate(misbehave, &["-n", "1"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains(because), "{text}");
    assert_eq!(files(&shop.path("pools/sprint")), Vec::<PathBuf>::new());
    let kept = files(&shop.path("pools/sprint_failed"));
    assert_eq!(kept.len(), 1);
    assert!(kept[0].join("output.log").is_file());
    let why = fs::read_to_string(kept[0].join("why.txt")).unwrap();
    assert!(why.contains(because), "{why}");
    let last = text.lines().last().unwrap();
    assert!(why.starts_with(last.split_once(": ").unwrap().1), "{text}");
}

#[test]
fn every_failure_is_told_and_kept() {
    fails("fail-early", "Error: No valid graph found");
    fails("fail-build", "ended with exit code 1");
    fails("no-folder", "made no seed folder");
    fails("two-folders", "made 2 seed folders");
    fails("broken-graph", "graph.json");
    fails("no-loader", "lacks config_speedfog.toml");
    fails("no-regulation", "regulation.bin is missing");
    fails("disk-full", "No space left on device");
}

#[test]
fn one_bad_seed_does_not_hold_up_the_others() {
    let shop = Workshop::new();
    let (code, text) = shop.generate("fail-seed=22", &["--seeds", "21,22,23"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(
        text.contains("2 seeds made for sprint, 1 failed."),
        "{text}"
    );
    assert_eq!(shop.archives().len(), 2);
}

#[test]
fn a_failed_seed_is_tried_again() {
    let shop = Workshop::new();
    let marker = shop.path("marker");
    let mode = format!("fail-once={}", marker.display());
    let (code, text) = shop.generate(&mode, &["-n", "1", "--retries", "1"]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(shop.archives().len(), 1);
}

#[test]
fn the_older_layout_is_understood() {
    let shop = Workshop::new();
    let (code, text) = shop.generate("old-layout", &["-n", "1"]);
    assert_eq!(code, Some(0), "{text}");
    let inside = contents(&shop.archives()[0]);
    let loader = String::from_utf8_lossy(&inside["config_speedfog.toml"]);
    assert!(loader.contains("lib\\"), "{loader}");
    assert!(!loader.contains("..\\"), "{loader}");
}

#[test]
fn unusable_requests_make_nothing() {
    let shop = Workshop::new();
    let check = |arguments: &[&str], because: &str| {
        let (code, text) = shop.generate("", arguments);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(because), "{text}");
        assert_eq!(shop.archives(), Vec::<PathBuf>::new());
    };
    check(&["--settings", "nowhere"], "cannot read the settings");
    check(&["--mod-dll", "nowhere.dll"], "there is no mod at");
    check(
        &["--generator", "/nowhere/generator", "-n", "1"],
        "cannot be started",
    );
    check(
        &["--game-dir", "nowhere", "-n", "1"],
        "Game directory not found",
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_where_it_stopped() {
    use nix::{sys::signal, unistd::Pid};

    let shop = Workshop::new();
    let (code, text) = shop.generate("", &["--seeds", "31"]);
    assert_eq!(code, Some(0), "{text}");
    let note = shop.path("child");
    let mut running = shop
        .command(&format!("hang={}", note.display()), &["--seeds", "32,33"])
        .spawn()
        .unwrap();
    let grandchild = eventually(|| fs::read_to_string(&note).ok().filter(|id| !id.is_empty()));
    let (code, text) = shop.generate("", &["--seeds", "32,33"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("another run is filling this pool"), "{text}");
    signal::kill(
        Pid::from_raw(running.id().cast_signed()),
        signal::Signal::SIGTERM,
    )
    .unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(1));
    // The generator's own children are gone as well.
    let grandchild = Pid::from_raw(grandchild.parse().unwrap());
    eventually(|| gone(grandchild).then_some(()));
    assert!(
        !shop.path("pools/sprint_failed").exists(),
        "a stop is no failure"
    );

    let (code, text) = shop.generate("", &["--seeds", "34"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("an interrupted run wants 2 seeds, of which 0 are made"),
        "{text}"
    );
    let (code, text) = shop.generate("", &["--seeds", "32,33"]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(shop.archives().len(), 3);
}

/// Whether a process has ended; one that nobody has asked about yet counts.
#[cfg(unix)]
fn gone(process: nix::unistd::Pid) -> bool {
    let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    nix::sys::signal::kill(process, None).is_err()
        || state
            .rsplit(')')
            .next()
            .is_some_and(|rest| rest.trim_start().starts_with('Z'))
}

#[cfg(unix)]
fn eventually<T>(mut probe: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(value) = probe() {
            return value;
        }
        assert!(Instant::now() < deadline, "it never came");
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn a_hanging_generator_is_ended() {
    use speedfog_tools::pool::{Generator, Plan, Request, generate};

    let shop = Workshop::new();
    let note = shop.path("child");
    let request = Request {
        pool: "sprint".to_owned(),
        settings: shop.path("settings"),
        pools: shop.path("pools"),
        plan: Plan::random(1),
        jobs: 1,
        retries: 0,
        generator: Generator {
            command: vec![
                "env".to_owned(),
                format!("STANDIN=hang={}", note.display()),
                GENERATOR.to_owned(),
            ],
            checkout: shop.path("game"),
            game_dir: shop.path("game"),
            time_limit: Duration::from_millis(500),
        },
        mod_dll: shop.path("race.dll"),
    };
    let outcomes = generate(&request, &false.into(), |_| ()).unwrap();
    let reason = outcomes[0].result.as_ref().unwrap_err();
    assert!(reason.contains("took longer than"), "{reason}");
}

#[test]
fn faults_of_pools_are_found() {
    let shop = Workshop::new();
    let (code, text) = shop.generate("", &["--seeds", "41,42"]);
    assert_eq!(code, Some(0), "{text}");
    let archives = shop.archives();
    fs::copy(&archives[0], shop.path("pools/sprint/seed_twin.zip")).unwrap();
    fs::write(shop.path("pools/sprint/seed_broken.zip"), b"PK no").unwrap();
    let mut whole = fs::read(&archives[1]).unwrap();
    whole.truncate(whole.len() / 2);
    fs::write(shop.path("pools/sprint/seed_cut.zip"), whole).unwrap();
    let (code, text) = shop.tools(&[
        "sample-pool",
        "--out",
        "pools",
        "--pool",
        "sprint",
        "--seeds",
        "1",
        "--with-spoilers",
    ]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = shop.tools(&["pool", "check", "--pools", "pools"]);
    assert_eq!(code, Some(1), "{text}");
    for found in [
        "the same seed as",
        "seed_broken.zip",
        "seed_cut.zip",
        "holds spoilers",
        "speedfog_race_mod.dll is missing",
    ] {
        assert!(text.contains(found), "{found} not in\n{text}");
    }
    let (code, text) = shop.tools(&["pool", "check", "--pools", "pools", "nowhere"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("there is no pool nowhere"), "{text}");
}
