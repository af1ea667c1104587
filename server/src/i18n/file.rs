//! Files of languages.

use std::{collections::HashMap, fmt};

use toml::{Table, Value};

use super::{
    grammar::Grammar,
    graph::GraphCache,
    language::{Language, Phrases},
    template::Template,
};

/// Longest code of a locale, in bytes; no longer one can be stored with an account.
const CODE_MAX: usize = 10;

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    /// It is no TOML; the text says where.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// Its locale has no sensible code.
    #[error("\"{0}\" is no code of a locale")]
    Code(String),
}

/// A language as its file has it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) language: Language,
    /// How many entries were left out because they make no sense.
    pub(super) skipped: usize,
}

/// Reads the text of a file; `stem` is its name without the ending.
pub(super) fn parse(stem: &str, text: &str) -> Result<Parsed, FileError> {
    let file: Table = text.parse()?;
    let mut entries = Entries {
        file: &file,
        skipped: 0,
    };
    let meta: HashMap<_, _> = entries.texts("meta", None).into_iter().collect();
    let code = meta.get("locale").map_or(stem, String::as_str).to_owned();
    let sensible = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if code.is_empty() || code.len() > CODE_MAX || !code.bytes().all(sensible) {
        return Err(FileError::Code(code));
    }
    let mut names = HashMap::new();
    for kind in ["bosses", "regions", "locations"] {
        for (english, name) in entries.texts("names", Some(kind)) {
            names.entry(english).or_insert(name);
        }
    }
    let mut name_templates = entries.templates("display_name");
    name_templates.sort_by_key(|template| !template.is_fixed());
    let mut phrases = |kind| Phrases {
        overrides: entries.texts("overrides", Some(kind)).into_iter().collect(),
        templates: entries.templates(kind),
    };
    let (text, side_text) = (phrases("text"), phrases("side_text"));
    let language = Language {
        name: meta.get("language").unwrap_or(&code).clone(),
        grammar: Grammar::of(&code),
        types: entries.texts("types", None).into_iter().collect(),
        names,
        name_templates,
        text,
        side_text,
        graphs: GraphCache::default(),
        code,
    };
    Ok(Parsed {
        language,
        skipped: entries.skipped,
    })
}

struct Entries<'f> {
    file: &'f Table,
    skipped: usize,
}

impl Entries<'_> {
    /// The entries of `[table]` or `[table.part]` in file order.
    fn texts(&mut self, table: &str, part: Option<&str>) -> Vec<(String, String)> {
        let found = self.file.get(table);
        let found = match part {
            Some(part) => found.and_then(|table| table.get(part)),
            None => found,
        };
        let Some(found) = found else {
            return Vec::new();
        };
        let Some(found) = found.as_table() else {
            self.skipped += 1;
            return Vec::new();
        };
        let texts = found.iter().filter_map(|(key, value)| match value {
            Value::String(text) => Some((key.clone(), text.clone())),
            _ => {
                self.skipped += 1;
                None
            }
        });
        texts.collect()
    }

    fn templates(&mut self, kind: &str) -> Vec<Template> {
        let mut templates = Vec::new();
        for (english, translation) in self.texts("patterns", Some(kind)) {
            match Template::new(&english, &translation) {
                Ok(template) => templates.push(template),
                Err(error) => {
                    tracing::warn!(template = english, %error, "template skipped");
                    self.skipped += 1;
                }
            }
        }
        templates
    }
}

impl fmt::Display for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = &self.language;
        let templates = language.name_templates.len()
            + language.text.templates.len()
            + language.side_text.templates.len();
        write!(
            f,
            "{} ({}): {} names, {templates} templates",
            language.name,
            language.code,
            language.names.len()
        )
    }
}
