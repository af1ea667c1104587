//! Telling a Discord community about races, and giving out its role of runners.
//!
//! Nothing here is ever in a request's way, with the exception of buttons that people press on
//! Discord itself. Logs no token, and no address that contains one.

mod client;
mod embed;
mod error;
mod events;
mod notices;
mod runner;

pub(crate) use self::{
    client::Discord,
    error::DiscordError,
    notices::{Notice, Notices, deliver},
};
