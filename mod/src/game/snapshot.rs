//! The state of the game in one frame.

use super::Place;

/// A value of the game, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// The value.
    Present(T),
    /// The game has not created it yet, or has just thrown it away.
    NotYet,
    /// This game has no such value.
    NotFound,
}

impl<T> Reading<T> {
    /// The value, if there is one.
    pub fn present(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::NotYet | Self::NotFound => None,
        }
    }

    /// The same with another value.
    pub fn map<U>(self, value: impl FnOnce(T) -> U) -> Reading<U> {
        self.and_then(|present| Reading::Present(value(present)))
    }

    /// What follows from the value, or the same absence.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Reading<U>) -> Reading<U> {
        match self {
            Self::Present(value) => next(value),
            Self::NotYet => Reading::NotYet,
            Self::NotFound => Reading::NotFound,
        }
    }

    /// The same by reference.
    pub fn as_ref(&self) -> Reading<&T> {
        match self {
            Self::Present(value) => Reading::Present(value),
            Self::NotYet => Reading::NotYet,
            Self::NotFound => Reading::NotFound,
        }
    }
}

/// The reading of one event flag. Absence changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlagReading {
    /// The flag.
    pub flag: u32,
    /// Whether it is set.
    pub set: Reading<bool>,
}

/// The state of the game in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// In-game time in milliseconds; 0 on the title screen.
    pub igt_ms: Reading<u32>,
    /// Deaths of the character.
    pub deaths: Reading<u32>,
    /// Where the player is.
    pub place: Reading<Place>,
    /// The flags asked for.
    pub flags: Vec<FlagReading>,
    /// Grace that the player began to travel to since the last snapshot.
    pub travel: Option<u32>,
}

impl Snapshot {
    /// The place of a player who is in the world. None while loading, which is everything else:
    /// loading screens, the title screen, a player not placed yet.
    #[must_use]
    pub fn readable(&self) -> Option<&Place> {
        self.place
            .as_ref()
            .present()
            .filter(|place| place.is_real())
    }
}
