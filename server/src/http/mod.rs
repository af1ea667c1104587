//! The HTTP side: routes, and what every request goes through.
//!
//! A handler extracts, authorises, makes one call and maps the answer.

mod account;
mod admin;
mod admin_pools;
mod audit;
mod auth;
mod authorize;
mod calendar;
mod connections;
mod cookie;
mod cors;
mod deadline;
mod discord;
mod docs;
mod extract;
mod figures;
mod headers;
mod health;
mod i18n;
mod invites;
mod note_changes;
mod nul;
mod own_data;
mod permissions;
mod places;
mod pools;
mod races;
mod rate_limit;
mod request_id;
mod router;
mod same_origin;
mod seed_pack_response;
mod send_pack;
mod session;
mod sign_in;
mod training;
mod users;
mod web_client;

pub(crate) use self::{
    connections::{Placed, serve},
    docs::openapi,
    extract::{MaybeCaller, MaybeSession, Path, Query},
    figures::figures_router,
    races::ListAnswers,
    rate_limit::RateLimits,
    router::router,
};
