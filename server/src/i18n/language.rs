//! One language: its tables, and how they are asked.

use std::collections::HashMap;

use super::{grammar::Grammar, graph::GraphCache, template::Template};

/// Between the parts of a name, such as a region and a place in it.
const SEPARATOR: &str = " - ";

/// Everything that is known of one language.
#[derive(Debug)]
pub(super) struct Language {
    /// The code of the locale, such as `fr`.
    pub(super) code: String,
    /// What the language calls itself.
    pub(super) name: String,
    pub(super) grammar: Grammar,
    /// Labels of node types.
    pub(super) types: HashMap<String, String>,
    /// Names that are known as a whole.
    pub(super) names: HashMap<String, String>,
    /// Templates of names, those without placeholders first.
    pub(super) name_templates: Vec<Template>,
    /// Where gates stand.
    pub(super) text: Phrases,
    /// Where the less common gates stand; asked when `text` has nothing to say.
    pub(super) side_text: Phrases,
    /// Graphs translated before.
    pub(super) graphs: GraphCache,
}

/// Whole texts, and templates for the others.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    pub(super) overrides: HashMap<String, String>,
    pub(super) templates: Vec<Template>,
}

impl Language {
    /// The name of a boss, region or place, with its article if the language has one. Unknown
    /// names stay English.
    pub(super) fn name(&self, english: &str) -> String {
        if let Some(name) = self.names.get(english) {
            return name.clone();
        }
        if let Some(name) = self.first_match(&self.name_templates, english) {
            return name;
        }
        if english.contains(SEPARATOR) {
            return self.each_part(english, |part| self.name(part));
        }
        english.to_owned()
    }

    /// Where a gate stands. Unknown texts stay English.
    pub(super) fn text(&self, english: &str) -> String {
        [&self.text, &self.side_text]
            .into_iter()
            .find_map(|phrases| {
                phrases
                    .overrides
                    .get(english)
                    .cloned()
                    .or_else(|| self.first_match(&phrases.templates, english))
                    .filter(|text| text != english)
            })
            .unwrap_or_else(|| english.to_owned())
    }

    /// A translated name as it stands alone on a map or in a headline.
    pub(super) fn label(&self, name: &str) -> String {
        self.each_part(name, |part| self.grammar.stand_alone(part))
    }

    fn each_part(&self, text: &str, translate: impl Fn(&str) -> String) -> String {
        let parts: Vec<_> = text.split(SEPARATOR).map(translate).collect();
        parts.join(SEPARATOR)
    }

    fn first_match(&self, templates: &[Template], english: &str) -> Option<String> {
        let fill = |capture: &str| {
            // A capture as long as the text itself would be translated for ever.
            if capture.len() < english.len() {
                self.name(capture)
            } else {
                capture.to_owned()
            }
        };
        templates
            .iter()
            .find_map(|template| template.apply(english, fill))
            .map(|text| self.grammar.contract(text))
    }
}
