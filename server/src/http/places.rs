//! How many connections there may be at the same time.

/// Open files that are no connections: the database, seed archives, the log.
const OTHER_FILES: usize = 256;

/// Connections without a setting at least, and at most.
const SENSIBLE: std::ops::RangeInclusive<usize> = 64..=100_000;

/// As many places as the host has set, or else as many as the system has open files for.
pub(super) fn places(set: Option<usize>) -> usize {
    let allowed = raised_open_files().map(|files| files.saturating_sub(OTHER_FILES));
    let (Some(set), Some(allowed)) = (set, allowed) else {
        let usual = allowed.unwrap_or(*SENSIBLE.start());
        return set.unwrap_or(usual.clamp(*SENSIBLE.start(), *SENSIBLE.end()));
    };
    if set > allowed {
        tracing::warn!(
            set,
            allowed,
            "more connections are set (MAX_CONNECTIONS) than the system allows open files for"
        );
    }
    set
}

/// Raises the limit of open files as far as the system lets this process, and says how far that is.
#[cfg(unix)]
fn raised_open_files() -> Option<usize> {
    use nix::sys::resource::{Resource::RLIMIT_NOFILE, getrlimit, setrlimit};

    let (now, most) = getrlimit(RLIMIT_NOFILE).ok()?;
    let raised = match setrlimit(RLIMIT_NOFILE, most, most) {
        Ok(()) => most,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files could not be raised");
            now
        }
    };
    usize::try_from(raised).ok()
}

/// Systems without such a limit.
#[cfg(not(unix))]
fn raised_open_files() -> Option<usize> {
    Some(*SENSIBLE.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_counts_and_without_one_the_system_decides() {
        assert_eq!(places(Some(2)), 2);
        assert!(SENSIBLE.contains(&places(None)));
    }

    #[cfg(unix)]
    #[test]
    fn the_limit_of_open_files_is_raised() {
        use nix::sys::resource::{Resource::RLIMIT_NOFILE, getrlimit};

        places(None);
        let (now, most) = getrlimit(RLIMIT_NOFILE).unwrap();
        assert_eq!(now, most);
    }
}
