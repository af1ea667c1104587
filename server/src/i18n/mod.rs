//! Texts of the game in the language of whoever reads them.
//!
//! Graphs are written in English, and English is always there. Every other language is one file
//! of names and templates. Nothing else is translated here: the web client speaks for itself, and
//! answers of the API stay English.

mod file;
mod grammar;
mod graph;
mod language;
mod locale;
mod locales;
mod template;

pub(crate) use self::{locale::Locale, locales::Locales};

#[cfg(test)]
mod tests;
