//! `cargo xtask run`: everything on this machine, ready to look at.

use std::{
    fs,
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    demo::Demo,
    interrupt, process,
    server::{self, Server},
    web_build, workspace,
};

/// Seeds per pool of a fresh installation. Every race uses one up.
const SEEDS: &str = "20";
/// Sprint seeds added at every further start, so that demo races never run out of them.
const MORE_SEEDS: &str = "4";
/// How long to wait for the demo race to show up before printing where to look.
const DEMO_START: Duration = Duration::from_secs(10);

/// Arguments of `cargo xtask run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Start without simulated racers.
    #[arg(long)]
    no_demo: bool,
    /// Address to listen on.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8000")]
    listen: SocketAddr,
    /// Folder for the database, the seed pools and the logs.
    #[arg(long, env = "DATA_DIR", default_value = "data")]
    data: PathBuf,
}

/// Builds what is stale, starts everything and returns when the user asks to stop.
///
/// # Errors
/// When something is missing, fails to build or to start, or the server ends by itself.
pub(crate) fn run(args: &Args) -> Result<()> {
    check_address(args.listen)?;
    let data = workspace::root().join(&args.data);
    build()?;
    fill_pools(&server::pools(&data))?;

    let mut server = Server::start("release", args.listen, &data)?;
    let mut demo = (!args.no_demo)
        .then(|| Demo::start(&server, &data))
        .transpose()?;
    let page = match &mut demo {
        Some(demo) => wait_for_page(demo, &mut server)?,
        None => None,
    };
    print_addresses(&server, &data, page.as_deref());

    while !interrupt::requested() {
        server.check()?;
        if let Some(demo) = &mut demo {
            demo.tick()?;
        }
        interrupt::pause();
    }
    println!("\nStopping …");
    // The racers go first: a server that is still there sees them leave in good order.
    drop(demo);
    drop(server);
    println!("Stopped. Your data stays in {}.", data.display());
    Ok(())
}

/// Refuses an address at once that could only fail after minutes of building.
fn check_address(listen: SocketAddr) -> Result<()> {
    if !listen.ip().is_loopback() {
        bail!(
            "{listen} can be reached from other machines, and this command lets anybody sign in \
             under any name. Use an address of this machine, such as 127.0.0.1:8000"
        );
    }
    match TcpListener::bind(listen) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = SocketAddr::new(listen.ip(), listen.port().checked_add(1).unwrap_or(8000));
            bail!(
                "port {} is taken, perhaps by another server of yours. \
                 Stop it, or choose another port: cargo xtask run --listen {other}",
                listen.port()
            )
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {listen}")),
    }
}

fn build() -> Result<()> {
    web_build::ensure()?;
    println!("Building the server and the tools …");
    let packages = [
        "--package",
        "speedfog-racing",
        "--package",
        "speedfog-tools",
    ];
    process::run(process::cargo().args(["build", "--release"]).args(packages))
}

/// Writes sample seeds into a folder without pools. Pools of the user's own are left alone.
fn fill_pools(pools: &Path) -> Result<()> {
    let marker = pools.join(".sample");
    let mut command = process::command(workspace::binary("release", "speedfog-tools")?);
    command
        .args(["sample-pool", "--payload-kib", "64", "--out"])
        .arg(pools);
    if marker.exists() {
        let round = fs::read_to_string(&marker)
            .unwrap_or_default()
            .trim()
            .parse()
            .unwrap_or(1_u64)
            + 1;
        command.args([
            "--pool",
            "sprint",
            "--seeds",
            MORE_SEEDS,
            "--seed",
            &round.to_string(),
        ]);
        note_round(&marker, round)?;
    } else if is_empty(pools) {
        println!("Writing sample seeds …");
        command.args(["--seeds", SEEDS]);
        fs::create_dir_all(pools).with_context(|| format!("cannot create {}", pools.display()))?;
        note_round(&marker, 1)?;
    } else {
        return Ok(());
    }
    process::output(&mut command).context("cannot write sample seeds")?;
    Ok(())
}

fn note_round(marker: &Path, round: u64) -> Result<()> {
    fs::write(marker, format!("{round}\n"))
        .with_context(|| format!("cannot write {}", marker.display()))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

/// Waits for the demo race to have a page, and watches the server meanwhile.
fn wait_for_page(demo: &mut Demo, server: &mut Server) -> Result<Option<String>> {
    let started = Instant::now();
    while started.elapsed() < DEMO_START && !interrupt::requested() {
        server.check()?;
        if let Some(page) = demo.page() {
            return Ok(Some(page));
        }
        interrupt::pause();
    }
    Ok(None)
}

fn print_addresses(server: &Server, data: &Path, demo: Option<&str>) {
    let home = format!("http://{}", server.listen);
    println!("\nSpeedFog Racing is running.\n");
    println!("  Home page   {home}/");
    if let Some(page) = demo {
        println!("  Demo race   {page}");
    }
    println!("  Sign in     {home}/sign-in  (any name will do; choose organizer to create races)");
    println!("  API         {home}/docs");
    println!("  Log         {}", server.log.display());
    println!(
        "  Data        {}  (delete it to begin anew)",
        data.display()
    );
    println!("\nPress Ctrl-C to stop.");
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::check_address;

    #[test]
    fn a_taken_or_public_address_is_refused_with_advice() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = taken.local_addr().expect("an address");
        let said = check_address(address).expect_err("it is taken").to_string();
        assert!(
            said.contains("is taken") && said.contains("--listen"),
            "{said}"
        );
        drop(taken);
        check_address(address).expect("it is free again");

        let public = "0.0.0.0:8000".parse().expect("an address");
        assert!(
            check_address(public)
                .expect_err("it is public")
                .to_string()
                .contains("127.0.0.1")
        );
    }
}
