//! A list whose items are used again.

use std::fmt;
use std::ops::Deref;

/// A list that keeps its items when it is cleared, so that filling it anew every frame allocates
/// nothing once every text has had its longest value.
#[derive(Clone)]
pub struct Pool<T> {
    items: Vec<T>,
    used: usize,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            used: 0,
        }
    }
}

impl<T: Default> Pool<T> {
    /// Empties the list.
    pub fn clear(&mut self) {
        self.used = 0;
    }

    /// Appends an item, which still holds what it held before, and returns it.
    pub fn push(&mut self) -> &mut T {
        if self.used == self.items.len() {
            self.items.push(T::default());
        }
        self.used += 1;
        &mut self.items[self.used - 1]
    }
}

impl<T> Deref for Pool<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items[..self.used]
    }
}

impl<T: PartialEq> PartialEq for Pool<T> {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl<T: fmt::Debug> fmt::Debug for Pool<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
