//! Counting in windows of a minute, in bounded memory.

use std::{collections::HashMap, hash::Hash, time::Duration};

use tokio::time::Instant;

/// Length of a window.
const WINDOW: Duration = Duration::from_secs(60);

/// Windows kept at most, some megabytes of them.
const CAPACITY: usize = 50_000;

/// A window per key, from its first request on.
#[derive(Debug)]
pub(super) struct Windows<K> {
    windows: HashMap<K, Window>,
}

#[derive(Debug)]
struct Window {
    began: Instant,
    count: u32,
}

impl<K> Default for Windows<K> {
    fn default() -> Self {
        Self {
            windows: HashMap::new(),
        }
    }
}

impl<K: Eq + Hash> Windows<K> {
    /// Counts one more.
    ///
    /// # Errors
    /// Seconds until the window ends, at least 1, when it already had `limit`.
    pub(super) fn count(&mut self, key: K, limit: u32, now: Instant) -> Result<(), u64> {
        if self.windows.len() >= CAPACITY && !self.windows.contains_key(&key) {
            self.make_room(now);
        }
        let window = self.windows.entry(key).or_insert(Window {
            began: now,
            count: 0,
        });
        if now.duration_since(window.began) >= WINDOW {
            *window = Window {
                began: now,
                count: 0,
            };
        }
        if window.count >= limit {
            let left = WINDOW.saturating_sub(now.duration_since(window.began));
            return Err(left.as_millis().div_ceil(1000).try_into().unwrap_or(60));
        }
        window.count += 1;
        Ok(())
    }

    /// Forgets what is over; if that is not enough, everything. To refuse newcomers instead would
    /// let a flood from many addresses shut everybody out.
    fn make_room(&mut self, now: Instant) {
        self.windows
            .retain(|_, window| now.duration_since(window.began) < WINDOW);
        if self.windows.len() > CAPACITY / 2 {
            self.windows.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_and_says_when() {
        let mut windows = Windows::default();
        let start = Instant::now();
        assert_eq!(windows.count("a", 2, start), Ok(()));
        let at = |ms| start + Duration::from_millis(ms);
        assert_eq!(windows.count("a", 2, at(10_000)), Ok(()));
        assert_eq!(windows.count("a", 2, at(10_500)), Err(50));
        assert_eq!(windows.count("b", 2, at(10_500)), Ok(()));
        assert_eq!(windows.count("a", 2, at(59_999)), Err(1));
        assert_eq!(windows.count("a", 2, at(60_000)), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let mut windows = Windows::default();
        let start = Instant::now();
        for key in 0..3 * CAPACITY {
            windows.count(key, 1, start).unwrap();
            assert!(windows.windows.len() <= CAPACITY);
        }
        assert_eq!(windows.count(3 * CAPACITY - 1, 1, start), Err(60));
    }
}
