//! `cargo xtask dist`: everything that a host needs, in one archive.

mod archive;
mod notices;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use self::archive::Entry;
use crate::{apt, game_mod, process, web_build, workspace};

/// Programs for this target need nothing of the machine they run on.
const TARGET: &str = "x86_64-unknown-linux-musl";
const SERVER: &str = "speedfog-racing";
const TOOLS: &str = "speedfog-tools";
/// Where Debian keeps the licence of the C library that becomes part of the programs.
const MUSL_LICENSE: &str = "/usr/share/doc/musl-dev/copyright";

/// What goes into the archive as it lies in the checkout, beside the samples in `deploy`.
const FILES: [&str; 6] = [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "docs/MOD.md",
    "docs/OPERATIONS.md",
    "docs/SEEDS.md",
];

/// Arguments of `cargo xtask dist`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write the archive to. By default one in the target folder.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// What is built for an archive.
#[derive(Debug)]
pub(crate) struct Built {
    /// The server, with the web client inside.
    pub(crate) server: PathBuf,
    /// The operator's tools.
    pub(crate) tools: PathBuf,
    /// The mod for the game.
    pub(crate) library: PathBuf,
    /// Licences of others.
    pub(crate) notices: String,
}

/// An archive in memory.
#[derive(Debug)]
pub(crate) struct Package {
    /// Its folder, which is its name without the ending.
    pub(crate) folder: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Package {
    /// Its hash, as `sha256sum` prints it.
    pub(crate) fn sha256(&self) -> String {
        let hash = Sha256::digest(&self.bytes);
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.tar.gz", self.folder)
    }
}

/// Builds everything, packs it and says how large it is.
///
/// # Errors
/// When something is missing, does not build, or is not what hosts must get.
pub(crate) fn run(args: &Args) -> Result<()> {
    let built = build()?;
    let package = pack(&built)?;
    let default = || workspace::target().map(|target| target.join("dist"));
    let out = args.out.clone().map_or_else(default, Ok)?;
    fs::create_dir_all(&out).with_context(|| format!("cannot create {}", out.display()))?;
    let file = out.join(package.file_name());
    let sum = format!("{}  {}\n", package.sha256(), package.file_name());
    let sum_file = out.join(format!("{}.sha256", package.file_name()));
    fs::write(&file, &package.bytes).with_context(|| format!("cannot write {}", file.display()))?;
    fs::write(&sum_file, &sum).with_context(|| format!("cannot write {}", sum_file.display()))?;
    for (what, path) in [
        ("server", &built.server),
        ("tools", &built.tools),
        ("mod", &built.library),
        ("archive", &file),
    ] {
        let bytes = fs::metadata(path).context("cannot measure a file")?.len();
        println!("{what:<8} {:>7.1} MiB", bytes as f64 / 1024.0 / 1024.0);
    }
    println!("{}\nsha256   {}", file.display(), package.sha256());
    Ok(())
}

fn build() -> Result<Built> {
    web_build::ensure()?;
    apt::ensure_with(apt::STATIC_BUILD, &mut process::run)?;
    process::run(process::command("rustup").args(["target", "add", TARGET]))?;
    let mut command = process::cargo();
    command
        .args(["build", "--release", "--locked", "--target", TARGET])
        .args(["--package", SERVER, "--package", TOOLS])
        // The same programs from any folder.
        .env("RUSTFLAGS", remap()?);
    process::run(&mut command)?;
    let programs = workspace::target()?.join(TARGET).join("release");
    let library = game_mod::library()?;
    let licenses = workspace::web().join("build").join("licenses.md");
    let font = workspace::root().join("mod/assets/fonts/LICENSE-dejavu.txt");
    let fonts = workspace::web().join("node_modules");
    let notices = notices::collect(
        &[
            (SERVER, TARGET),
            (TOOLS, TARGET),
            (game_mod::PACKAGE, "x86_64-pc-windows-gnu"),
        ],
        &[
            ("packages in the web client", &licenses),
            (
                "font Archivo",
                &fonts.join("@fontsource-variable/archivo/LICENSE"),
            ),
            (
                "font Marcellus",
                &fonts.join("@fontsource/marcellus/LICENSE"),
            ),
            ("font DejaVu", &font),
            ("C library musl", Path::new(MUSL_LICENSE)),
        ],
    )?;
    let built = Built {
        server: programs.join(SERVER),
        tools: programs.join(TOOLS),
        library,
        notices,
    };
    for program in [&built.server, &built.tools] {
        let needs = process::output(Command::new("ldd").arg(program)).unwrap_or_default();
        ensure!(
            !needs.contains("=>"),
            "{} is not static:\n{needs}",
            program.display()
        );
    }
    Ok(built)
}

/// Compiler options that keep the folders of this machine out of the programs.
fn remap() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let home = home.context("there is no home folder")?;
    Ok(format!(
        "--remap-path-prefix={}=cargo --remap-path-prefix={}=.",
        home.display(),
        workspace::root().display()
    ))
}

/// Packs what was built with everything that lies in the checkout.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn pack(built: &Built) -> Result<Package> {
    let root = workspace::root();
    let mut entries = vec![
        entry(SERVER, &built.server, true)?,
        entry(TOOLS, &built.tools, true)?,
        entry(game_mod::LIBRARY, &built.library, false)?,
        Entry {
            path: "THIRD-PARTY.txt".into(),
            content: built.notices.clone().into(),
            executable: false,
        },
    ];
    for file in FILES {
        entries.push(entry(file, &root.join(file), false)?);
    }
    let deploy = root.join("deploy");
    for file in fs::read_dir(&deploy).context("there is no folder `deploy`")? {
        let path = file.context("cannot read the folder `deploy`")?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        entries.push(entry(&format!("deploy/{name}"), &path, false)?);
    }
    let folder = format!("{SERVER}-{}-linux-x86_64", env!("CARGO_PKG_VERSION"));
    let bytes = archive::pack(&folder, entries)?;
    Ok(Package { folder, bytes })
}

fn entry(path: &str, from: &Path, executable: bool) -> Result<Entry> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    Ok(Entry {
        path: path.into(),
        content,
        executable,
    })
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use flate2::read::GzDecoder;

    use super::{Built, Package, pack};
    use crate::workspace;

    fn packed() -> Package {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = folder.path().join("program");
        fs::write(&program, "program").expect("writes");
        let built = Built {
            server: program.clone(),
            tools: program.clone(),
            library: program,
            notices: "notices".into(),
        };
        pack(&built).expect("packs")
    }

    fn files(package: &Package) -> BTreeSet<String> {
        let mut archive = tar::Archive::new(GzDecoder::new(&package.bytes[..]));
        let entries = archive.entries().expect("reads");
        let below = format!("{}/", package.folder);
        let path = |entry: std::io::Result<tar::Entry<'_, _>>| {
            let entry = entry.expect("reads");
            let path = entry.path().expect("has a path");
            path.to_string_lossy().replacen(&below, "", 1)
        };
        entries.map(path).collect()
    }

    #[test]
    fn everything_is_packed_that_the_container_and_the_instructions_take() {
        let package = packed();
        assert_eq!(package.sha256(), packed().sha256());
        let files = files(&package);
        let read = |path: &str| fs::read_to_string(workspace::root().join(path)).expect("reads");
        let container = read("deploy/Dockerfile");
        let mut wanted = Vec::new();
        for line in container
            .lines()
            .filter_map(|line| line.strip_prefix("COPY "))
        {
            let words: Vec<_> = line.split(' ').collect();
            // The last one is where they go.
            wanted.extend_from_slice(&words[..words.len() - 1]);
        }
        assert!(wanted.len() >= 3, "{wanted:?}");
        let page = read("docs/OPERATIONS.md");
        let words = page.split(|at: char| at.is_whitespace() || "`()".contains(at));
        wanted.extend(words.filter(|word| word.starts_with("deploy/") && word.contains('.')));
        assert!(wanted.contains(&"deploy/speedfog-racing.service"));
        for file in wanted {
            // What a host writes into the folder.
            if file != "deploy/.env" {
                assert!(files.contains(file), "{file} is not in {files:?}");
            }
        }
    }
}
