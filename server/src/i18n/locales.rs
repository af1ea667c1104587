//! All languages there are.

use std::{fs, io, path::Path};

use super::{Locale, file};

/// The languages that come with the server: file name without ending, and text.
const BUNDLED: [(&str, &str); 1] = [("fr", include_str!("../../locales/fr.toml"))];

/// English first, then every language that was loaded, in the order of their files.
#[derive(Debug)]
pub(crate) struct Locales(Vec<Locale>);

impl Default for Locales {
    fn default() -> Self {
        Self(vec![Locale::default()])
    }
}

impl Locales {
    /// Reads the languages of a folder, one `.toml` file each, or else the bundled ones. What cannot
    /// be used is logged and left out. Blocks on the disk.
    #[must_use]
    pub(crate) fn load(folder: Option<&Path>) -> Self {
        let mut locales = Self::default();
        let Some(folder) = folder else {
            for (stem, text) in BUNDLED {
                locales.add(stem, text);
            }
            return locales;
        };
        let shown = folder.display();
        match files(folder) {
            Ok(files) => {
                for (stem, text) in files {
                    match text {
                        Ok(text) => locales.add(&stem, &text),
                        Err(error) => {
                            tracing::error!(folder = %shown, file = stem, %error, "language not read");
                        }
                    }
                }
            }
            Err(error) => tracing::error!(folder = %shown, %error, "languages not read"),
        }
        locales
    }

    fn add(&mut self, stem: &str, text: &str) {
        let parsed = match file::parse(stem, text) {
            Ok(parsed) => parsed,
            Err(error) => {
                tracing::error!(file = stem, %error, "language not usable");
                return;
            }
        };
        if self.find(&parsed.language.code).is_some() {
            let code = &parsed.language.code;
            tracing::error!(file = stem, code, "a language of this code exists already");
            return;
        }
        if parsed.skipped > 0 {
            let skipped = parsed.skipped;
            tracing::warn!(file = stem, skipped, "bad entries of a language skipped");
        }
        tracing::info!("language {parsed}");
        self.0.push(parsed.language.into());
    }

    /// The language with this code.
    #[must_use]
    pub(crate) fn find(&self, code: &str) -> Option<&Locale> {
        self.0.iter().find(|locale| locale.code() == code)
    }

    /// The language for somebody who has stored one choice with the account and asked for another
    /// just now. The stored one counts; one that is not known means English.
    #[must_use]
    pub(crate) fn choose(&self, stored: Option<&str>, asked: Option<&str>) -> Locale {
        stored
            .or(asked)
            .and_then(|code| self.find(code))
            .cloned()
            .unwrap_or_default()
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Locale> {
        self.0.iter()
    }
}

/// The `.toml` files of a folder by name, each with its text or why there is none.
fn files(folder: &Path) -> io::Result<Vec<(String, io::Result<String>)>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let stem = path.file_stem().unwrap_or_default();
        (
            stem.to_string_lossy().into_owned(),
            fs::read_to_string(&path),
        )
    });
    Ok(read.collect())
}
