//! Stands in for the SpeedFog generator in tests: the same arguments, files, words and exit codes,
//! without the game. The variable `STANDIN` makes it misbehave; see [`Mode`].

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Duration,
};

use speedfog_tools::sample::{GraphSpec, graph};

/// Sections that the generator knows.
const SECTIONS: [&str; 11] = [
    "run",
    "requirements",
    "structure",
    "paths",
    "starting_items",
    "care_package",
    "enemy",
    "item_randomizer",
    "plugin",
    "budget",
    "display",
];

const LOADER: &str = "[modengine]\ndebug = false\nexternal_dlls = [\n    \
    \"..\\\\lib\\\\RandomizerCrashFix.dll\",\n    \"..\\\\lib\\\\RandomizerHelper.dll\",\n]\n\n\
    [extension.mod_loader]\nenabled = true\nmods = [\n    \
    { enabled = true, name = \"fogmod\", path = \"..\\\\mods\\\\fogmod\" },\n]\n";

/// How to misbehave.
#[derive(Debug, PartialEq, Eq)]
enum Mode {
    Good,
    /// End with 1 before writing anything.
    FailEarly,
    /// End with 1 after `graph.json`, as a failed build does.
    FailBuild,
    /// As above, but only while this file is missing; makes it.
    FailOnce(PathBuf),
    /// As above, for this seed number only.
    FailSeed(u32),
    NoFolder,
    TwoFolders,
    BrokenGraph,
    NoLoader,
    /// Leave out a file that racers need, and be content.
    NoRegulation,
    /// End like a program that found the disk full in the middle of a file.
    DiskFull,
    /// The layout of May 2026 and before, with the loader's file at the top.
    OldLayout,
    /// Run until ended, with a child that runs on too; its id goes to this file.
    Hang(PathBuf),
}

impl Mode {
    fn from_env() -> Self {
        let text = env::var("STANDIN").unwrap_or_default();
        let (name, value) = text.split_once('=').unwrap_or((&text, ""));
        match name {
            "" => Self::Good,
            "fail-early" => Self::FailEarly,
            "fail-build" => Self::FailBuild,
            "fail-once" => Self::FailOnce(value.into()),
            "fail-seed" => Self::FailSeed(value.parse().expect("a seed number")),
            "no-folder" => Self::NoFolder,
            "two-folders" => Self::TwoFolders,
            "broken-graph" => Self::BrokenGraph,
            "no-loader" => Self::NoLoader,
            "no-regulation" => Self::NoRegulation,
            "disk-full" => Self::DiskFull,
            "old-layout" => Self::OldLayout,
            "hang" => Self::Hang(value.into()),
            other => panic!("STANDIN knows no {other}"),
        }
    }
}

#[derive(Debug, Default)]
struct Args {
    config: Option<PathBuf>,
    out: PathBuf,
    logs: bool,
    seed: Option<u32>,
    build: bool,
    game_dir: Option<PathBuf>,
}

/// `None` for arguments that it does not know.
fn arguments() -> Option<Args> {
    let mut args = Args {
        build: true,
        ..Args::default()
    };
    let mut given = env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "-o" | "--output" => args.out = given.next()?.into(),
            "--logs" => args.logs = true,
            "--seed" => args.seed = Some(given.next()?.parse().ok()?),
            "--max-attempts" => drop(given.next()?),
            "-v" | "--verbose" => {}
            "--no-build" => args.build = false,
            "--game-dir" => args.game_dir = Some(given.next()?.into()),
            config if !config.starts_with('-') && args.config.is_none() => {
                args.config = Some(config.into());
            }
            _ => return None,
        }
    }
    Some(args)
}

fn main() -> ExitCode {
    let Some(args) = arguments() else {
        eprintln!("usage: speedfog [CONFIG.toml] [-o DIR] [--logs] [--seed N]");
        eprintln!("speedfog: error: unrecognized arguments");
        return ExitCode::from(2);
    };
    match run(&args, &Mode::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args, mode: &Mode) -> Result<(), String> {
    let config = check_config(args.config.as_deref())?;
    if args.build {
        let game = args.game_dir.as_ref();
        let game = game.ok_or("--game-dir required unless --no-build is given")?;
        if !game.is_dir() {
            return Err(format!("Game directory not found: {}", game.display()));
        }
    }
    if *mode == Mode::FailEarly {
        return Err("No valid graph found after 100 attempts".to_owned());
    }
    if let Mode::Hang(note) = mode {
        let mut child = std::process::Command::new("sleep")
            .arg("600")
            .spawn()
            .expect("sleep starts");
        fs::write(note, child.id().to_string()).expect("a writable note");
        child.wait().expect("sleep was started");
    }
    let seed = args.seed.or(config).filter(|seed| *seed != 0);
    let seed = seed.unwrap_or_else(|| 1 + std::process::id() % 999_999_999);
    println!("Generated DAG with seed {seed}\n  Layers: 13\n  Nodes: 36");
    io::stdout()
        .write_all(b"Boss placements: Ma\xefliketh and others\n")
        .expect("standard output is open");
    write_seed(args, mode, seed).map_err(|error| error.to_string())?;
    if *mode == Mode::DiskFull {
        eprintln!("Traceback (most recent call last):\n  File \"output.py\", line 7, in write");
        return Err("[Errno 28] No space left on device".to_owned());
    }
    let fails = match mode {
        Mode::FailBuild => true,
        Mode::FailSeed(number) => *number == seed,
        Mode::FailOnce(marker) => !marker.exists() && fs::write(marker, "").is_ok(),
        _ => false,
    };
    if fails {
        println!("Building mod...");
        return Err("FogModWrapper failed with exit code 1".to_owned());
    }
    println!("Mod ready: {}\nDone in 0.10s", args.out.display());
    Ok(())
}

/// The seed number that the settings name, if any.
fn check_config(path: Option<&Path>) -> Result<Option<u32>, String> {
    let Some(path) = path else { return Ok(None) };
    let text = fs::read_to_string(path)
        .map_err(|_| format!("Config file not found: {}", path.display()))?;
    let table: toml::Table = text
        .parse()
        .map_err(|error| format!("Invalid config {}: {error}", path.display()))?;
    if let Some(unknown) = table.keys().find(|key| !SECTIONS.contains(&key.as_str())) {
        return Err(format!(
            "Invalid config {}: unknown section {unknown}",
            path.display()
        ));
    }
    let seed = table.get("run").and_then(|run| run.get("seed"));
    Ok(seed
        .and_then(toml::Value::as_integer)
        .and_then(|seed| seed.try_into().ok()))
}

fn write_seed(args: &Args, mode: &Mode, seed: u32) -> io::Result<()> {
    if *mode == Mode::NoFolder {
        return Ok(());
    }
    let folder = args.out.join(seed.to_string());
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, bytes)
    };
    let text = graph(&GraphSpec::sprint(), seed);
    let text = if matches!(mode, Mode::BrokenGraph | Mode::DiskFull) {
        &text[..text.len() / 2]
    } else {
        &text
    };
    put("graph.json", text.as_bytes())?;
    println!("Written: {}", folder.join("graph.json").display());
    // Slow enough that runs side by side overlap.
    thread::sleep(Duration::from_millis(20));
    if args.logs {
        put("logs/spoiler.txt", b"SEED\n")?;
        put("logs/generation.log", b"GENERATION LOG\n")?;
        put("item_config.json", b"{}\n")?;
        put("item_preset.yaml", b"seed: 1\n")?;
    }
    if !args.build {
        return Ok(());
    }
    put("launch_speedfog.bat", b"@echo off\r\n")?;
    put("backups/config.ini", b"[backup]\n")?;
    put("modengine2/modengine2_launcher.exe", b"MZ")?;
    put("lib/RandomizerCrashFix.dll", b"MZ crash")?;
    put("lib/RandomizerHelper.dll", b"MZ helper")?;
    if *mode != Mode::NoRegulation {
        put("mods/fogmod/regulation.bin", &[7; 4096])?;
    }
    match mode {
        Mode::NoLoader => {}
        Mode::OldLayout => put("config_speedfog.toml", b"[modengine]\nexternal_dlls = []\n")?,
        _ => put("modengine2/config_speedfog.toml", LOADER.as_bytes())?,
    }
    if *mode == Mode::TwoFolders {
        fs::create_dir_all(args.out.join((seed + 1).to_string()))?;
    }
    Ok(())
}
