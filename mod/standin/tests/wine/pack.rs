//! A participant's pack, unpacked.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::ZipArchive;

use crate::stand_in::Renderer;
use crate::{settings, wait_for};

const LIBRARY: &str = "speedfog_race_mod.dll";
const CONFIG: &str = "speedfog_race.toml";

/// The folder `lib` of a pack, with the mod in it.
pub(crate) struct Pack {
    folder: TempDir,
}

impl Pack {
    /// The pack with these bytes.
    pub(crate) fn unpack(bytes: Vec<u8>) -> Self {
        let pack = Self::without_config();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut parts = name.rsplit('/');
            let (file, folder) = (parts.next().unwrap_or_default(), parts.next());
            if folder == Some("lib") && [LIBRARY, CONFIG].contains(&file) {
                let mut file = fs::File::create(pack.file(file)).expect("a file");
                std::io::copy(&mut entry, &mut file).expect("its content");
            }
        }
        pack
    }

    /// Nothing but the mod.
    pub(crate) fn without_config() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let pack = Self { folder };
        fs::copy(settings::library(), pack.library()).expect("the library is built");
        pack
    }

    /// Path of the mod.
    pub(crate) fn library(&self) -> PathBuf {
        self.file(LIBRARY)
    }

    fn file(&self, name: &str) -> PathBuf {
        let folder: &Path = self.folder.path();
        folder.join(name)
    }

    /// The text of the configuration.
    pub(crate) fn config(&self) -> String {
        fs::read_to_string(self.file(CONFIG)).expect("the pack has a configuration")
    }

    /// Replaces the configuration.
    pub(crate) fn write_config(&self, text: &str) {
        fs::write(self.file(CONFIG), text).expect("a file");
    }

    /// Has the overlay drawn over something else than the game's DirectX 12.
    pub(crate) fn draw_with(&self, renderer: Renderer) {
        let table = "[overlay]\n";
        let config = self.config();
        assert!(config.contains(table), "{config}");
        let with = format!("{table}renderer = \"{}\"\n", renderer.name());
        self.write_config(&config.replacen(table, &with, 1));
    }

    /// Has nothing drawn.
    pub(crate) fn hide_overlay(&self) {
        let config = self.config();
        let hidden = config.replacen("enabled = true", "enabled = false", 1);
        assert_ne!(hidden, config, "{config}");
        self.write_config(&hidden);
    }

    /// Waits until the mod keeps progress on disk that the server does not have.
    pub(crate) fn wait_for_progress(&self) {
        wait_for("progress on disk", || {
            let folder = fs::read_dir(self.folder.path()).expect("the folder");
            let kept = folder
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_some_and(|is| is == "json"))
                .any(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("\"flag\":")));
            kept.then_some(())
        });
    }

    /// Gives a key of the configuration another value.
    pub(crate) fn set(&self, key: &str, value: &str) {
        let config = self.config();
        let start = format!("{key} = ");
        let mut changed = Vec::new();
        for line in config.lines() {
            if line.starts_with(&start) {
                writeln!(changed, "{start}\"{value}\"").expect("memory");
            } else {
                writeln!(changed, "{line}").expect("memory");
            }
        }
        let changed = String::from_utf8(changed).expect("text");
        assert_ne!(changed.trim(), config.trim(), "there is no {key}");
        self.write_config(&changed);
    }
}
