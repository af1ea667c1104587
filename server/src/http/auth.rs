//! Signing in, and who one is.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::{
    limits,
    rest::{DevSignIn, Me, SignedIn},
};

use super::extract::{Caller, Json};
use crate::{app::App, clock, error::ApiError, store::Profile, wire};

/// The signed-in user.
#[utoipa::path(get, path = "/api/auth/me", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = Me), (status = 401, body = speedfog_protocol::rest::Problem)))]
pub(super) async fn me(Caller(person): Caller) -> axum::Json<Me> {
    axum::Json(wire::me(&person))
}

/// Sign in by name alone. Only where development sign-in is switched on.
#[utoipa::path(post, path = "/api/auth/dev", tag = "auth", request_body = DevSignIn,
    responses((status = 200, body = SignedIn), (status = 404, body = speedfog_protocol::rest::Problem),
        (status = 422, body = speedfog_protocol::rest::Problem)))]
pub(super) async fn dev_sign_in(
    State(app): State<Arc<App>>,
    Json(request): Json<DevSignIn>,
) -> Result<axum::Json<SignedIn>, ApiError> {
    if !app.settings.dev_sign_in {
        return Err(ApiError::not_found("Development sign-in is switched off."));
    }
    let login = request.twitch_username.trim();
    if login.is_empty() || login.chars().count() > limits::LOGIN_CHARS {
        return Err(ApiError::invalid(format!(
            "twitch_username must have 1 to {} characters.",
            limits::LOGIN_CHARS
        )));
    }
    // The identity is a hash so that any login fits its column.
    let identity = &crate::secret::hash(&login.to_lowercase())[..32];
    let profile = Profile {
        twitch_id: format!("dev:{identity}"),
        login: login.into(),
        display_name: Some(login.into()),
        avatar_url: None,
    };
    let now = clock::now();
    let person = app.store.sign_in(&profile, Some(request.role), now).await?;
    let token = app.store.open_session(person.id, now).await?;
    Ok(axum::Json(SignedIn {
        token,
        user: wire::me(&person),
    }))
}
