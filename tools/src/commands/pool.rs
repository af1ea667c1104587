//! `speedfog-tools pool`: arguments in, tables and progress out.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets::UTF8_HORIZONTAL_ONLY};
use indicatif::{ProgressBar, ProgressStyle};
use speedfog_seeds::PoolName;
use speedfog_tools::pool::{
    Generator, Outcome, Plan, PoolReport, Progress, Request, SeedStats, Uploads, check_pools,
    generate, pool_stats,
};

/// Exit code when some seeds could be made and others not.
const SOME_FAILED: u8 = 2;

/// What to do with pools.
#[derive(Debug, Subcommand)]
pub(crate) enum Pool {
    /// Make seeds with the SpeedFog generator and put them into a pool.
    Generate(Box<Generate>),
    /// Look for seeds that would spoil a race.
    Check(Place),
    /// Compare the routes of seeds, without telling where they lead.
    Stats(Place),
    /// Bring seeds to a pool of a running server.
    Upload(Upload),
}

/// Which pools.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Folder of the pools.
    #[arg(long, env = "SEEDS_POOL_DIR", value_name = "DIR")]
    pools: PathBuf,
    /// Only this pool.
    #[arg(value_parser = pool_name)]
    pool: Option<PoolName>,
}

/// What to bring where.
#[derive(Debug, Args)]
pub(crate) struct Upload {
    /// The pool, which the server must have.
    #[arg(value_parser = pool_name)]
    pool: PoolName,
    /// Seed archives. Those called `seed_<slug>.zip` keep their name.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Address of the server.
    #[arg(long, env = "SPEEDFOG_SERVER", value_name = "URL")]
    server: String,
    /// Token of an admin, as `speedfog-racing admin token` makes one.
    #[arg(
        long,
        env = "SPEEDFOG_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN"
    )]
    token: String,
}

/// What to make, and with what.
#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Generate {
    /// The pool to fill; its settings are `<pool>.toml`.
    #[arg(value_parser = pool_name)]
    pool: PoolName,
    /// Number of random seeds to make.
    #[arg(short = 'n', long, default_value_t = 10, conflicts_with = "seeds",
          value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
    /// Make exactly these seeds, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "NUMBER",
          value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    seeds: Vec<u32>,
    /// Folder of the pools.
    #[arg(long, env = "SEEDS_POOL_DIR", value_name = "DIR")]
    pools: PathBuf,
    /// Folder with the settings of pools.
    #[arg(long, default_value = "pool-settings", value_name = "DIR")]
    settings: PathBuf,
    /// SpeedFog's checkout, set up as its own README tells.
    #[arg(long, env = "SPEEDFOG_DIR", default_value = ".", value_name = "DIR")]
    speedfog: PathBuf,
    /// The game's folder, the one with regulation.bin.
    #[arg(long, env = "GAME_DIR", value_name = "DIR")]
    game_dir: PathBuf,
    /// The mod that goes into every seed.
    #[arg(long, env = "MOD_DLL", value_name = "FILE")]
    mod_dll: PathBuf,
    /// Generators at work at the same time; one alone keeps all cores busy for a while.
    #[arg(short, long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    /// How often a failed seed is tried again.
    #[arg(long, default_value_t = 1)]
    retries: u32,
    /// Minutes after which a run counts as hanging.
    #[arg(long, default_value_t = 30, value_name = "MINUTES",
          value_parser = clap::value_parser!(u16).range(1..))]
    time_limit: u16,
    /// Command that starts the generator.
    #[arg(
        long,
        env = "SPEEDFOG_COMMAND",
        default_value = "uv run speedfog",
        value_name = "COMMAND"
    )]
    generator: String,
}

fn pool_name(text: &str) -> Result<PoolName, String> {
    PoolName::parse(text).map_err(|error| error.to_string())
}

/// Runs the command; `stop` is set when the user wants it to end.
pub(crate) fn run(command: Pool, stop: &Arc<AtomicBool>) -> Result<ExitCode> {
    match command {
        Pool::Generate(args) => run_generate(*args, stop),
        Pool::Check(place) => check(&place),
        Pool::Stats(place) => stats(&place),
        Pool::Upload(args) => upload(args, stop),
    }
}

fn run_generate(args: Generate, stop: &Arc<AtomicBool>) -> Result<ExitCode> {
    let plan = if args.seeds.is_empty() {
        Plan::random(args.count.into())
    } else {
        Plan::seeds(&args.seeds)
    };
    let absolute = |path: PathBuf| {
        std::path::absolute(&path).with_context(|| format!("unusable path {}", path.display()))
    };
    let request = Request {
        pool: args.pool.to_string(),
        settings: args.settings,
        // The generator runs in another folder.
        pools: absolute(args.pools)?,
        plan,
        jobs: args.jobs.into(),
        retries: args.retries,
        generator: Generator {
            command: shell_words::split(&args.generator)
                .context("the generator's command has an unclosed quote")?,
            checkout: args.speedfog,
            game_dir: absolute(args.game_dir)?,
            time_limit: Duration::from_secs(u64::from(args.time_limit) * 60),
        },
        mod_dll: args.mod_dll,
    };
    let bar = bar("{bar:30} {pos} of {len} seeds, {elapsed} gone, {eta} to go");
    let outcomes = generate(&request, stop, |progress| match progress {
        Progress::Begun(open) => {
            bar.set_length(open as u64);
            bar.enable_steady_tick(Duration::from_millis(500));
        }
        Progress::Done(outcome) => {
            bar.inc(1);
            let (done, all) = (bar.position(), bar.length().unwrap_or_default());
            say(&bar, &format!("{done}/{all} {}", line(outcome)));
        }
    })?;
    bar.finish_and_clear();
    if stop.load(Ordering::Relaxed) {
        println!("Stopped. The same command goes on from here.");
        return Ok(ExitCode::FAILURE);
    }
    let failed: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| Some((&outcome.slug, outcome.result.as_ref().err()?)))
        .collect();
    let (made, lost) = (outcomes.len() - failed.len(), failed.len());
    println!("{made} seeds made for {}, {lost} failed.", request.pool);
    for (slug, reason) in failed {
        // What led to it was told when it happened, which may be hours ago.
        println!("  {slug}: {}", reason.lines().next().unwrap_or_default());
    }
    Ok(exit_code(made, lost))
}

fn bar(template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).expect("the template is right");
    ProgressBar::no_length().with_style(style)
}

/// Prints a line above the bar, or alone where there is no terminal to draw one.
fn say(bar: &ProgressBar, line: &str) {
    if bar.is_hidden() {
        println!("{line}");
    } else {
        bar.println(line);
    }
}

fn exit_code(done: usize, failed: usize) -> ExitCode {
    match (done, failed) {
        (_, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::FAILURE,
        _ => ExitCode::from(SOME_FAILED),
    }
}

fn upload(args: Upload, stop: &Arc<AtomicBool>) -> Result<ExitCode> {
    let uploads = Uploads::new(&args.server, args.token, Arc::clone(stop))?;
    let bar = bar("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} to go");
    let mut failed = 0;
    for (index, file) in args.files.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            println!("Stopped; {} files were not sent.", args.files.len() - index);
            return Ok(ExitCode::FAILURE);
        }
        bar.reset();
        bar.set_length(file.metadata().map_or(0, |file| file.len()));
        let sent = bar.clone();
        let result = uploads.upload(&args.pool, file, move |bytes| sent.set_position(bytes));
        let what = match result {
            Ok(seed) => {
                let notes = seed.notes.iter().map(|note| format!("\n  note: {note}"));
                format!("is {} now{}", seed.file, notes.collect::<String>())
            }
            Err(error) => {
                failed += 1;
                format!("FAILED: {error:#}")
            }
        };
        say(&bar, &format!("{} {what}", file.display()));
    }
    bar.finish_and_clear();
    let sent = args.files.len() - failed;
    println!("{sent} seeds uploaded to {}, {failed} failed.", args.pool);
    Ok(exit_code(sent, failed))
}

fn line(outcome: &Outcome) -> String {
    let took = outcome.took.as_secs();
    match &outcome.result {
        Ok(_) => format!("{} made in {took} s", outcome.slug),
        Err(reason) => format!("{} FAILED after {took} s: {reason}", outcome.slug),
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    table
}

fn check(place: &Place) -> Result<ExitCode> {
    let reports = check_pools(&place.pools, place.pool.as_ref())?;
    let mut found = table(&["pool", "seed", "format", "state"]);
    for report in &reports {
        for fault in &report.faults {
            found.add_row([report.pool.as_str(), "", "", &format!("FAULT: {fault}")]);
        }
        for seed in &report.seeds {
            let faults = seed.faults.iter().map(|fault| format!("FAULT: {fault}"));
            let notes = seed.notes.iter().map(|note| format!("note: {note}"));
            let state: Vec<String> = faults.chain(notes).collect();
            let state = if state.is_empty() {
                "good".to_owned()
            } else {
                state.join("\n")
            };
            let version = seed.version.as_deref().unwrap_or("?");
            found.add_row([report.pool.as_str(), &seed.file, version, &state]);
        }
    }
    println!("{found}");
    let seeds: usize = reports.iter().map(|report| report.seeds.len()).sum();
    let bad = reports.iter().filter(|report| report.has_faults()).count();
    println!(
        "{seeds} seeds looked at; pools: {}, with faults: {bad}.",
        reports.len()
    );
    Ok(if reports.iter().any(PoolReport::has_faults) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn stats(place: &Place) -> Result<ExitCode> {
    let stats = pool_stats(&place.pools, place.pool.as_ref())?;
    let header = [
        "pool", "seed", "layers", "places", "shortest", "likely", "± luck", "longest", "ways on",
    ];
    let mut shown = table(&header);
    for seed in &stats {
        shown.add_row(row(seed));
    }
    for column in shown.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{shown}");
    println!(
        "Lengths are sums of the places' weights: compare them between seeds of one pool. \
         Likely: every gate taken with the same chance. Ways on: from a place, on average."
    );
    Ok(ExitCode::SUCCESS)
}

fn row(seed: &SeedStats) -> Vec<String> {
    let mut row = vec![
        seed.pool.clone(),
        seed.slug.clone(),
        seed.layers.to_string(),
        seed.nodes.to_string(),
    ];
    match &seed.routes {
        None => row.push("no route".to_owned()),
        Some(routes) => row.extend(
            [
                routes.shortest,
                routes.likely,
                routes.deviation,
                routes.longest,
            ]
            .map(|length| format!("{length:.1}"))
            .into_iter()
            .chain([format!("{:.2}", routes.branching)]),
        ),
    }
    row
}
