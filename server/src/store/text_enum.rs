//! Enumerations as the lower-case words that the database keeps.

use speedfog_protocol::rest::Role;
use speedfog_race::{
    ParticipantStatus, RaceStatus, SoloStatus, plausibility::SuspicionKind, race::RaceEnd,
};

use super::StoreError;

/// An enumeration with one word per value.
pub(super) trait TextEnum: Sized + Copy + PartialEq + 'static {
    /// What a stored word of this kind is called in errors.
    const WHAT: &'static str;
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The word of a value.
    fn text(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(value, _)| *value == self)
            .map(|(_, word)| *word)
            .expect("every value has a word, which a test checks")
    }

    /// The value of a stored word.
    fn from_text(text: &str) -> Result<Self, StoreError> {
        Self::WORDS
            .iter()
            .find(|(_, word)| *word == text)
            .map(|(value, _)| *value)
            .ok_or_else(|| StoreError::corrupt(Self::WHAT, text))
    }
}

impl TextEnum for Role {
    const WHAT: &'static str = "role";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::User, "user"),
        (Self::Organizer, "organizer"),
        (Self::Admin, "admin"),
    ];
}

impl TextEnum for RaceStatus {
    const WHAT: &'static str = "race status";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Setup, "setup"),
        (Self::Running, "running"),
        (Self::Finished, "finished"),
    ];
}

impl TextEnum for RaceEnd {
    const WHAT: &'static str = "end of a race";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::AllDone, "all_done"),
        (Self::Inactive, "inactive"),
        (Self::Forced, "forced"),
    ];
}

impl TextEnum for SuspicionKind {
    const WHAT: &'static str = "kind of suspicion";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ClockFast, "clock_fast"),
        (Self::ClockBack, "clock_back"),
        (Self::NotAdjacent, "not_adjacent"),
        (Self::FinishEarly, "finish_early"),
        (Self::TooFast, "too_fast"),
    ];
}

impl TextEnum for ParticipantStatus {
    const WHAT: &'static str = "participant status";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Registered, "registered"),
        (Self::Ready, "ready"),
        (Self::Playing, "playing"),
        (Self::Finished, "finished"),
        (Self::Abandoned, "abandoned"),
    ];
}

impl TextEnum for SoloStatus {
    const WHAT: &'static str = "solo status";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Active, "active"),
        (Self::Finished, "finished"),
        (Self::Abandoned, "abandoned"),
    ];
}

/// What a seed can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SeedStatus {
    Available,
    Consumed,
    Discarded,
}

impl TextEnum for SeedStatus {
    const WHAT: &'static str = "seed status";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Available, "available"),
        (Self::Consumed, "consumed"),
        (Self::Discarded, "discarded"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: TextEnum + std::fmt::Debug>(values: &[T]) {
        assert_eq!(values.len(), T::WORDS.len());
        for value in values {
            assert_eq!(T::from_text(value.text()).unwrap(), *value);
        }
        assert!(T::from_text("nonsense").is_err());
    }

    #[test]
    fn every_value_has_a_word() {
        check(&[Role::User, Role::Organizer, Role::Admin]);
        check(&[RaceStatus::Setup, RaceStatus::Running, RaceStatus::Finished]);
        check(&[RaceEnd::AllDone, RaceEnd::Inactive, RaceEnd::Forced]);
        check(&[
            ParticipantStatus::Registered,
            ParticipantStatus::Ready,
            ParticipantStatus::Playing,
            ParticipantStatus::Finished,
            ParticipantStatus::Abandoned,
        ]);
        check(&[
            SoloStatus::Active,
            SoloStatus::Finished,
            SoloStatus::Abandoned,
        ]);
        check(&[
            SuspicionKind::ClockFast,
            SuspicionKind::ClockBack,
            SuspicionKind::NotAdjacent,
            SuspicionKind::FinishEarly,
            SuspicionKind::TooFast,
        ]);
        check(&[
            SeedStatus::Available,
            SeedStatus::Consumed,
            SeedStatus::Discarded,
        ]);
    }
}
