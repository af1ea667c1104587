//! Debian packages that tests need, installed when the user may do so.

use std::{env, fs::File};

use anyhow::{Result, bail};

use crate::process;

/// A program and the Debian package that brings it.
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
const ARCHIVE_TESTS: &str = "the tests of seed packs";

/// Installs those that are missing, as root and with apt-get; anybody else is told what is missing.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn ensure(needs: &[Need], log: &File) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !on_path(need.program)).collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !(is_root() && on_path("apt-get")) {
        let install = format!("apt-get install {}", packages.join(" "));
        bail!(
            "{} needs `{}`; install it, for example with `{install}`",
            first.what_for,
            first.program
        );
    }
    let apt = || {
        let mut command = process::command("apt-get");
        // The packages are wanted for their programs; none of their services is to start.
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("RUNLEVEL", "1");
        command
    };
    process::run_logged(apt().args(["update", "-q"]), log)?;
    let install = ["install", "-q", "-y", "--no-install-recommends"];
    process::run_logged(apt().args(install).args(packages), log)
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
