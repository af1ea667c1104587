//! The HTTP side: routes, and what every request goes through.
//!
//! A handler extracts, authorises, makes one call and maps the answer.

mod auth;
mod docs;
mod extract;
mod health;
mod invites;
mod pools;
mod races;
mod router;
mod seed_pack_response;
mod web_client;

pub(crate) use self::{docs::openapi, extract::Path, router::router};
