//! The language somebody reads.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use speedfog_race::{
    SeedId, Visit,
    graph::{MapAccess, SeedGraph},
};

use super::language::Language;

/// English, or one of the languages that were loaded. Cheap to clone; equal if the code is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Locale(Option<Arc<Language>>);

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Locale {}

impl Hash for Locale {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        Self(Some(Arc::new(language)))
    }
}

impl Locale {
    /// The code, such as `en`.
    #[must_use]
    pub(crate) fn code(&self) -> &str {
        self.0.as_ref().map_or("en", |language| &language.code)
    }

    /// What the language calls itself.
    #[must_use]
    pub(crate) fn own_name(&self) -> &str {
        self.0.as_ref().map_or("English", |language| &language.name)
    }

    /// A name as part of a sentence, with its article if the language has one.
    #[must_use]
    pub(crate) fn name(&self, english: &str) -> String {
        match &self.0 {
            Some(language) => language.name(english),
            None => english.to_owned(),
        }
    }

    /// A name as it stands alone, without an article and with a capital.
    #[must_use]
    pub(crate) fn label(&self, english: &str) -> String {
        match &self.0 {
            Some(language) => language.label(&language.name(english)),
            None => english.to_owned(),
        }
    }

    /// Where a gate stands.
    #[must_use]
    pub(crate) fn text(&self, english: &str) -> String {
        match &self.0 {
            Some(language) => language.text(english),
            None => english.to_owned(),
        }
    }

    /// A seed's graph as JSON, as much of it as `access` and these own visits allow. Kept for the
    /// next one who asks, unless it is only for who made the visits.
    #[must_use]
    pub(crate) fn graph(
        &self,
        seed: SeedId,
        graph: &SeedGraph,
        access: MapAccess,
        history: &[Visit],
    ) -> Arc<str> {
        let json = || graph.json_for(access, history);
        let Some(language) = &self.0 else {
            return json();
        };
        let translated = match access {
            MapAccess::Discovered => language.graph(&json()),
            MapAccess::Masked | MapAccess::Full => language
                .graphs
                .get((seed, access), || language.graph(&json())),
        };
        translated.unwrap_or_else(|error| {
            tracing::error!(%seed, locale = language.code, %error, "graph not translated");
            json()
        })
    }
}
