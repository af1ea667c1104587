//! Who streams, as of the last time Twitch was asked.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
};

/// The logins that are live, in lower case. Cheap to clone; all clones see the same.
#[derive(Debug, Default, Clone)]
pub(crate) struct LiveLogins(Arc<RwLock<HashSet<String>>>);

impl LiveLogins {
    /// Whether somebody streams.
    #[must_use]
    pub(crate) fn contains(&self, login: &str) -> bool {
        let live = self.0.read().unwrap_or_else(PoisonError::into_inner);
        !live.is_empty() && live.contains(&login.to_lowercase())
    }

    /// Where somebody streams; none while they do not.
    #[must_use]
    pub(crate) fn stream_url(&self, login: &str) -> Option<String> {
        self.contains(login)
            .then(|| format!("https://twitch.tv/{login}"))
    }

    /// Takes over a new answer and returns the logins that it changes.
    pub(crate) fn replace(&self, live: HashSet<String>) -> HashSet<String> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let changed = known.symmetric_difference(&live).cloned().collect();
        *known = live;
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_the_same_in_any_case_and_changes_are_told() {
        let set = |logins: &[&str]| logins.iter().map(|login| (*login).to_owned()).collect();
        let live = LiveLogins::default();
        assert_eq!(live.replace(set(&["ann", "bob"])), set(&["ann", "bob"]));
        assert!(live.contains("ANN"));
        assert_eq!(
            live.stream_url("Ann").as_deref(),
            Some("https://twitch.tv/Ann")
        );
        assert_eq!(live.stream_url("cid"), None);
        assert_eq!(live.replace(set(&["bob", "cid"])), set(&["ann", "cid"]));
        assert!(live.replace(set(&["bob", "cid"])).is_empty());
    }
}
