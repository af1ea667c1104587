//! Sentences with places to fill in.

use regex::Regex;

/// What a place to fill in may be called; anything else in braces is plain text.
const PLACEHOLDERS: [&str; 7] = [
    "{boss}",
    "{zone}",
    "{zone1}",
    "{zone2}",
    "{location}",
    "{direction}",
    "{name}",
];

/// Why a template cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadTemplate {
    /// The same place occurs twice in the English text, or only in the translation.
    #[error("its placeholders do not fit together")]
    Placeholders,
    /// The English text is too long to be matched.
    #[error("it is too long")]
    TooLong,
}

/// An English sentence and its translation, compiled.
#[derive(Debug)]
pub(super) struct Template {
    english: Regex,
    translation: Vec<Part>,
    slots: usize,
}

/// A piece of a translation.
#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    /// What this place of the English text captured, counted from 0.
    Slot(usize),
}

impl Template {
    pub(super) fn new(english: &str, translation: &str) -> Result<Self, BadTemplate> {
        let mut names = Vec::new();
        let mut pattern = String::from(r"(?is)\A");
        for piece in pieces(english) {
            match piece {
                Piece::Placeholder(name) => {
                    if names.contains(&name) {
                        return Err(BadTemplate::Placeholders);
                    }
                    names.push(name);
                    pattern.push_str("(.+?)");
                }
                Piece::Text(text) => {
                    pattern.push_str(&regex::escape(text).replace("'s", "(?:'s|')?"));
                }
            }
        }
        pattern.push_str(r"\z");
        let translation = pieces(translation)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => Ok(Part::Text(text.to_owned())),
                Piece::Placeholder(name) => names
                    .iter()
                    .position(|known| *known == name)
                    .map(Part::Slot)
                    .ok_or(BadTemplate::Placeholders),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            english: Regex::new(&pattern).map_err(|_| BadTemplate::TooLong)?,
            translation,
            slots: names.len(),
        })
    }

    /// Whether the English text is a fixed one.
    pub(super) fn is_fixed(&self) -> bool {
        self.slots == 0
    }

    /// The translation, if the template matches the whole text; `fill` translates what was captured.
    pub(super) fn apply(&self, text: &str, fill: impl Fn(&str) -> String) -> Option<String> {
        let captures = self.english.captures(text)?;
        let parts = self.translation.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Slot(slot) => captures
                .get(slot + 1)
                .map_or_else(String::new, |capture| fill(capture.as_str())),
        });
        Some(parts.collect())
    }
}

enum Piece<'t> {
    Text(&'t str),
    Placeholder(&'t str),
}

/// Cuts a template into texts and placeholders.
fn pieces(mut template: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    loop {
        let next = PLACEHOLDERS
            .iter()
            .filter_map(|name| Some((template.find(name)?, name.len())))
            .min();
        let Some((at, length)) = next else { break };
        if at > 0 {
            found.push(Piece::Text(&template[..at]));
        }
        found.push(Piece::Placeholder(&template[at..at + length]));
        template = &template[at + length..];
    }
    if !template.is_empty() {
        found.push(Piece::Text(template));
    }
    found
}
