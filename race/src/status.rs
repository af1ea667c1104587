//! The states a race, a participant and a solo session can be in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is not the name of a status.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown status `{0}`")]
pub struct UnknownStatus(
    /// The text as given.
    pub String,
);

macro_rules! status {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// The name used on the wire and in the store.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownStatus;

            fn from_str(text: &str) -> Result<Self, UnknownStatus> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownStatus(text.to_owned())),
                }
            }
        }
    };
}

status!(
    /// Where a race stands.
    RaceStatus {
        /// Being prepared; the roster is open. A pending countdown is still setup.
        Setup = "setup",
        /// Under way.
        Running = "running",
        /// Over; only a reset leads out.
        Finished = "finished",
    }
);

status!(
    /// Where a participant stands.
    ParticipantStatus {
        /// Entered in the race, nothing heard from the mod yet.
        Registered = "registered",
        /// The mod has reported in.
        Ready = "ready",
        /// Has reported gameplay since the start.
        Playing = "playing",
        /// Reached the end; final until a reset.
        Finished = "finished",
        /// Gave up or was timed out; final until a reset.
        Abandoned = "abandoned",
    }
);

status!(
    /// Where a solo session stands.
    SoloStatus {
        /// Being played.
        Active = "active",
        /// Reached the end; final.
        Finished = "finished",
        /// Given up; final.
        Abandoned = "abandoned",
    }
);

impl ParticipantStatus {
    /// True once nothing but a reset can change the participant any more.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Finished | Self::Abandoned)
    }
}
