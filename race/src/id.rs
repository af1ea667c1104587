//! Identifiers: one type per thing that has an id, so that they cannot be mixed up.
//!
//! The rules never make an id; the caller passes it in.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_newtype {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(
            /// The bare value, as stored and sent.
            pub Uuid,
        );

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

uuid_newtype!(
    /// Identifies a race.
    RaceId
);
uuid_newtype!(
    /// Identifies one person's entry in one race.
    ParticipantId
);
uuid_newtype!(
    /// Identifies a user of the platform.
    UserId
);
uuid_newtype!(
    /// Identifies a seed of a pool.
    SeedId
);
uuid_newtype!(
    /// Identifies a solo (training) session.
    SoloId
);
