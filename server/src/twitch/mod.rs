//! Twitch as an identity provider: the one place that talks to it about sign-in.
//!
//! Knows nothing of accounts, sessions or browsers, and logs neither codes nor tokens.

mod client;
mod error;

pub(crate) use self::{
    client::{Twitch, TwitchUser},
    error::TwitchError,
};
