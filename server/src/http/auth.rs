//! Signing in, and who one is.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::AppendHeaders,
};
use speedfog_protocol::{
    limits,
    rest::{DevSignIn, Me, SignedIn},
};

use super::{
    cookie,
    extract::{Caller, Json},
    same_origin::is_same_origin,
};
use crate::{app::App, clock, error::ApiError, store::Profile, wire};

/// Headers that come with a fresh token.
pub(super) type TokenHeaders = AppendHeaders<Vec<(header::HeaderName, HeaderValue)>>;

/// The signed-in user.
#[utoipa::path(get, path = "/api/auth/me", tag = "auth",
    responses((status = 200, body = Me), (status = 401, body = speedfog_protocol::rest::Problem)))]
pub(super) async fn me(Caller { person, .. }: Caller) -> axum::Json<Me> {
    axum::Json(wire::me(&person))
}

/// Sign in by name alone. Only where development sign-in is switched on.
#[utoipa::path(post, path = "/api/auth/dev", tag = "auth", request_body = DevSignIn,
    responses((status = 200, body = SignedIn), (status = 404, body = speedfog_protocol::rest::Problem),
        (status = 422, body = speedfog_protocol::rest::Problem)))]
pub(super) async fn dev_sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Json(request): Json<DevSignIn>,
) -> Result<(TokenHeaders, axum::Json<SignedIn>), ApiError> {
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
        locale: None,
    };
    let now = clock::now();
    let person = app.store.sign_in(&profile, Some(request.role), now).await?;
    let device = user_agent(&headers);
    let token = app.store.open_session(person.id, device, now).await?;
    let cookies = token_headers(&app, &headers, &token);
    let user = wire::me(&person);
    Ok((cookies, axum::Json(SignedIn { token, user })))
}

/// What the caller's browser or program calls itself.
pub(super) fn user_agent(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::USER_AGENT)?.to_str().ok()
}

/// The session cookie for our own pages. Others get none: a foreign page must not be able to sign
/// somebody in as somebody else.
pub(super) fn token_headers(app: &App, headers: &HeaderMap, token: &str) -> TokenHeaders {
    let settings = &app.settings.http;
    let ours = is_same_origin(headers, settings);
    let cookie = ours.then(|| (header::SET_COOKIE, cookie::SESSION.set(token, settings)));
    AppendHeaders(cookie.into_iter().collect())
}
