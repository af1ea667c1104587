//! Debian packages that tests need, installed when the user may do so.

use std::{
    env,
    fs::{self, File},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// A program, by name or path, and the Debian package that brings it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    program: &'static str,
    package: &'static str,
    what_for: &'static str,
}

/// The browser of the end-to-end tests.
pub(crate) const BROWSER: &[Need] = &[Need {
    program: "chromium",
    package: "chromium",
    what_for: "the tests in the browser",
}];

/// The larger of the two databases that the server supports.
pub(crate) const DATABASE: &[Need] = &[Need {
    program: "postgres",
    package: "postgresql",
    what_for: "the tests on PostgreSQL",
}];

/// The programs that make archives for tests and open packs as a player's machine would.
pub(crate) const ARCHIVES: &[Need] = &[
    Need {
        program: "zip",
        package: "zip",
        what_for: ARCHIVE_TESTS,
    },
    Need {
        program: "unzip",
        package: "unzip",
        what_for: ARCHIVE_TESTS,
    },
    Need {
        program: "python3",
        package: "python3",
        what_for: ARCHIVE_TESTS,
    },
];

/// What builds the fuzzer.
pub(crate) const FUZZER: &[Need] = &[Need {
    program: "c++",
    package: "g++",
    what_for: "the fuzzer",
}];

/// The library that tells the server another time in tests.
pub(crate) const CLOCK: &[Need] = &[Need {
    program: "faketime",
    package: "faketime",
    what_for: "the tests of clocks that jump",
}];

/// The programs that read the samples for hosts.
pub(crate) const HOSTING: &[Need] = &[
    Need {
        program: "systemd-analyze",
        package: "systemd",
        what_for: HOSTING_TESTS,
    },
    Need {
        program: "nginx",
        package: "nginx-light",
        what_for: HOSTING_TESTS,
    },
    Need {
        program: "caddy",
        package: "caddy",
        what_for: HOSTING_TESTS,
    },
    Need {
        program: "openssl",
        package: "openssl",
        what_for: HOSTING_TESTS,
    },
];

const HOSTING_TESTS: &str = "the checks of the samples for hosts";

/// What builds programs for Windows: a compiler with the source of its standard library, and one
/// for C and C++.
pub(crate) const CROSS_BUILD: &[Need] = &[
    mod_build("/usr/bin/rustc", "rustc-web"),
    mod_build("/usr/bin/cargo", "cargo-web"),
    mod_build(
        "/usr/lib/rustlib/src/rust/library/Cargo.toml",
        "rust-web-src",
    ),
    mod_build("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
    mod_build("x86_64-w64-mingw32-g++", "g++-mingw-w64-x86-64"),
    mod_build("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
];

/// What lints programs for Windows: it must be of the same version as the compiler.
pub(crate) const CROSS_LINTS: &[Need] = &[mod_build("/usr/bin/cargo-clippy", "rust-web-clippy")];

/// What builds programs that need nothing of the machine they run on.
pub(crate) const STATIC_BUILD: &[Need] = &[
    Need {
        program: "musl-gcc",
        package: "musl-tools",
        what_for: "building the release",
    },
    Need {
        program: "/usr/share/doc/musl-dev/copyright",
        package: "musl-dev",
        what_for: "building the release",
    },
];

/// What runs programs for Windows, shows their windows, presses keys and takes pictures.
pub(crate) const WINE: &[Need] = &[
    mod_test("wine", "wine"),
    mod_test("/usr/lib/wine/wine64", "wine64"),
    mod_test("Xvfb", "xvfb"),
    mod_test("xdotool", "xdotool"),
    mod_test("import", "imagemagick"),
];

const fn mod_build(program: &'static str, package: &'static str) -> Need {
    Need {
        program,
        package,
        what_for: "building the mod",
    }
}

const fn mod_test(program: &'static str, package: &'static str) -> Need {
    Need {
        program,
        package,
        what_for: "testing the mod",
    }
}

const ARCHIVE_TESTS: &str = "the tests of seed packs";

/// Installs those that are missing, as root and with apt-get; anybody else is told what is missing.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn ensure(needs: &[Need], log: &File) -> Result<()> {
    ensure_with(needs, &mut |command| process::run_logged(command, log))
}

/// As [`ensure()`], with `run` to run a command.
///
/// # Errors
/// As [`ensure()`].
pub(crate) fn ensure_with(needs: &[Need], run: &mut Run<'_>) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !on_path(need.program)).collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !can_install() {
        let install = format!("apt-get install {}", packages.join(" "));
        bail!(
            "{} needs `{}`; install it, for example with `{install}`",
            first.what_for,
            first.program
        );
    }
    run(apt().args(["update", "-q"]))?;
    run(apt().args(INSTALL).args(packages))
}

/// Runs a command to its end.
type Run<'a> = dyn FnMut(&mut Command) -> Result<()> + 'a;

const INSTALL: [&str; 4] = ["install", "-q", "-y", "--no-install-recommends"];

/// The software driver of Vulkan, from Debian's backports: the one of the release itself is too
/// old for an overlay over DirectX 12.
///
/// # Errors
/// When it is missing and cannot be installed.
pub(crate) fn ensure_vulkan_driver(log: &File) -> Result<()> {
    const PACKAGE: &str = "mesa-vulkan-drivers";
    const OLDEST: u32 = 25;
    const SOURCE: &str = "deb http://deb.debian.org/debian bookworm-backports main\n";
    let installed = || {
        let mut query = Command::new("dpkg-query");
        let version = process::output(query.args(["-W", "-f", "${Version}", PACKAGE]));
        major(&version.unwrap_or_default()).is_some_and(|version| version >= OLDEST)
    };
    if installed() {
        return Ok(());
    }
    if !can_install() {
        bail!("testing the mod needs {PACKAGE} {OLDEST} or later, as in bookworm-backports");
    }
    fs::write(
        "/etc/apt/sources.list.d/speedfog-racing-backports.list",
        SOURCE,
    )
    .context("cannot name Debian's backports to apt-get")?;
    process::run_logged(apt().args(["update", "-q"]), log)?;
    let mut install = apt();
    install.args(INSTALL).args(["-t", "bookworm-backports"]);
    process::run_logged(install.arg(PACKAGE), log)?;
    ensure!(installed(), "{PACKAGE} is still older than {OLDEST}");
    Ok(())
}

/// The first number of a version.
fn major(version: &str) -> Option<u32> {
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn apt() -> Command {
    let mut command = process::command("apt-get");
    // The packages are wanted for their programs; none of their services is to start.
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .env("RUNLEVEL", "1");
    command
}

fn can_install() -> bool {
    is_root() && on_path("apt-get")
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    #[cfg(unix)]
    return nix::unistd::geteuid().is_root();
    #[cfg(not(unix))]
    return false;
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_begin_with_a_number() {
        assert_eq!(major("25.0.7-2~bpo12+1"), Some(25));
        assert_eq!(major("22.3.6-1+deb12u2"), Some(22));
        assert_eq!(major(""), None);
    }
}
