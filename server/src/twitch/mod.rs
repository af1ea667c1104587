//! The one place that talks to Twitch: about who somebody is, and about who streams.
//!
//! Knows nothing of accounts, sessions or browsers, and logs neither codes nor tokens.

mod client;
mod error;
mod live;
mod streams;

pub(crate) use self::{
    client::{Twitch, TwitchUser},
    error::TwitchError,
    live::LiveLogins,
    streams::LOGINS_PER_CALL,
};
