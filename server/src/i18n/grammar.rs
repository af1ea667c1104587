//! What languages do with words that meet.

use regex::{Captures, Regex};

/// The rules of one language.
#[derive(Debug)]
pub(super) enum Grammar {
    /// A language without rules of its own.
    Plain,
    /// French, with the pairs of words that it contracts.
    French(Regex),
}

impl Grammar {
    /// The rules for a locale such as `fr` or `fr-CA`.
    pub(super) fn of(locale: &str) -> Self {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("fr") {
            let pairs = Regex::new(r"\b([Dd]e|[Àà]) (les?)\b").expect("the pattern is valid");
            Self::French(pairs)
        } else {
            Self::Plain
        }
    }

    /// Joins words that the language does not leave side by side.
    pub(super) fn contract(&self, text: String) -> String {
        let Self::French(pairs) = self else {
            return text;
        };
        let contracted = pairs.replace_all(&text, |pair: &Captures<'_>| {
            let joined = match (&pair[1], &pair[2]) {
                ("de", "le") => "du",
                ("de", _) => "des",
                ("De", "le") => "Du",
                ("De", _) => "Des",
                ("à", "le") => "au",
                ("à", _) => "aux",
                (_, "le") => "Au",
                (_, _) => "Aux",
            };
            joined.to_owned()
        });
        contracted.into_owned()
    }

    /// A name as it stands alone: without its article, with a capital.
    pub(super) fn stand_alone(&self, name: &str) -> String {
        let bare = match self {
            Self::French(_) => without_article(name, &["le ", "la ", "les ", "l'", "l’"]),
            Self::Plain => name,
        };
        let mut letters = bare.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }
}

/// The name without one leading article, unless that is all of it.
fn without_article<'n>(name: &'n str, articles: &[&str]) -> &'n str {
    articles
        .iter()
        .find_map(|article| {
            let (start, rest) = name.split_at_checked(article.len())?;
            (start.eq_ignore_ascii_case(article) && !rest.is_empty()).then_some(rest)
        })
        .unwrap_or(name)
}
