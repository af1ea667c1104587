//! What everybody may know about users, and finding them.

pub(super) mod activity;
pub(super) mod pool_stats;
pub(super) mod profile;
pub(super) mod search;

use speedfog_protocol::rest::ProblemCode;

use crate::{app::App, error::ApiError, store::Person};

/// The user with this login, or 404.
pub(super) async fn find(app: &App, login: &str) -> Result<Person, ApiError> {
    app.store.person_by_login(login).await?.ok_or_else(|| {
        ApiError::not_found("There is no user with this login.").code(ProblemCode::UserNotFound)
    })
}
