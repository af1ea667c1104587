//! The name of a pool, which is also the name of its folder.

use std::fmt;
use std::str::FromStr;

/// Longest accepted pool name, in characters.
const MAX_LENGTH: usize = 50;

/// A pool name: 1 to 50 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`.
///
/// Such a name is safe as a folder name on every system, so joining it to the
/// pools folder can never lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolName(String);

/// The text is not a pool name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pool name has 1 to {MAX_LENGTH} letters, digits, underscores or hyphens")]
pub struct PoolNameError;

impl PoolName {
    /// Checks `text` and keeps it as a pool name.
    ///
    /// # Errors
    ///
    /// [`PoolNameError`] when the text is empty, too long or has another
    /// character.
    pub fn parse(text: &str) -> Result<Self, PoolNameError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if (1..=MAX_LENGTH).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PoolNameError)
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PoolName {
    type Err = PoolNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for PoolName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, accepted: bool) {
        assert_eq!(PoolName::parse(text).is_ok(), accepted, "{text:?}");
    }

    #[test]
    fn only_plain_names_are_pool_names() {
        check("standard", true);
        check("training_boss-shuffle_2", true);
        check("A", true);
        check(&"x".repeat(50), true);
        check(&"x".repeat(51), false);
        check("", false);
        check(".", false);
        check("..", false);
        check("a/b", false);
        check("a\\b", false);
        check("C:", false);
        check("a b", false);
        check("pool.zip", false);
        check("été", false);
        check("a\0", false);
        check("a\n", false);
    }
}
