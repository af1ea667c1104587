//! Signing in through Twitch: away, back, and the exchange of a code for a token.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use serde::Deserialize;
use speedfog_protocol::{
    limits,
    rest::{ExchangeCode, ExchangedCode, Problem, ProblemCode},
};
use url::Url;
use utoipa::IntoParams;

use super::{
    auth::{TokenHeaders, token_headers, user_agent},
    cookie,
    extract::{Json, Query},
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    secret,
    store::{Profile, SignInState},
    twitch::{Twitch, TwitchError, TwitchUser},
};

/// Longest address a sign-in may end on, in bytes.
const TARGET_BYTES: usize = 2000;

/// Longest identity and longest address of a picture, in characters.
const IDENTITY_CHARS: usize = 50;
const AVATAR_CHARS: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wishes {
    /// Page that the sign-in ends on; its origin must be one of the server's own or friendly ones.
    redirect_url: Option<String>,
    /// Language of the browser, such as `fr`.
    locale: Option<String>,
}

/// What Twitch sends a browser back with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Return {
    /// What Twitch wants to see when we ask who it is.
    code: Option<String>,
    /// The state that the sign-in began with.
    state: Option<String>,
    /// Why the sign-in failed.
    error: Option<String>,
    /// The same for people.
    error_description: Option<String>,
}

fn twitch_of(app: &App) -> Result<&Twitch, ApiError> {
    app.twitch.as_ref().ok_or_else(|| {
        ApiError::not_found("Sign-in through Twitch is not set up on this server.")
            .code(ProblemCode::TwitchNotSetUp)
    })
}

/// Begins a sign-in: sends the browser to Twitch.
#[utoipa::path(get, path = "/api/auth/twitch", tag = "auth", params(Wishes),
    responses((status = 302, description = "To Twitch"), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn twitch(
    State(app): State<Arc<App>>,
    Query(wishes): Query<Wishes>,
) -> Result<Response, ApiError> {
    let twitch = twitch_of(&app)?;
    let settings = &app.settings.http;
    let target = match &wishes.redirect_url {
        None => settings.sign_in_target.clone(),
        Some(text) => Url::parse(text)
            .ok()
            .filter(|url| settings.may_end_sign_in(url) && url.as_str().len() <= TARGET_BYTES)
            .ok_or_else(|| {
                ApiError::bad_request("The sign-in may not end on that page (\"redirect_url\").")
            })?,
    };
    let locale = app.locales.choose(None, wishes.locale.as_deref());
    let wanted = SignInState {
        redirect_url: target.into(),
        locale: locale.code().into(),
    };
    // The browser's secret ties the answer to it and is the verifier of PKCE at the same time, so
    // the database keeps neither.
    let (state, browser) = (secret::new_token(), secret::new_token());
    app.store
        .begin_sign_in(&state, &browser, wanted, clock::now())
        .await?;
    let mut response = redirect(&twitch.authorize_url(&state, &browser));
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookie::SIGN_IN.set(&browser, settings));
    Ok(response)
}

/// Where Twitch sends the browser back to.
#[utoipa::path(get, path = "/api/auth/callback", tag = "auth", params(Return),
    responses((status = 302, description = "To the page the sign-in ends on, with `code` or `error`"),
        (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem), (status = 502, body = Problem)))]
pub(super) async fn callback(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(query): Query<Return>,
) -> Result<Response, ApiError> {
    let twitch = twitch_of(&app)?;
    let browser = cookie::SIGN_IN.get(&headers).unwrap_or_default();
    let began = match &query.state {
        Some(state) => app.store.take_sign_in(state, browser, clock::now()).await?,
        None => None,
    };
    let Some(began) = began else {
        return Err(ApiError::bad_request(
            "This sign-in is unknown, too old or was begun in another browser (\"state\"). \
             Please sign in again.",
        )
        .code(ProblemCode::SignInExpired));
    };
    let mut target = Url::parse(&began.redirect_url).map_err(ApiError::internal)?;
    if let Some(error) = &query.error {
        let description = query.error_description.as_deref().unwrap_or_default();
        tracing::info!(error, description, "sign-in declined");
        target.query_pairs_mut().append_pair("error", "auth_failed");
    } else {
        let Some(code) = &query.code else {
            return Err(ApiError::bad_request(
                "Twitch sent no \"code\". Please sign in again.",
            ));
        };
        let user = twitch
            .user(code, browser)
            .await
            .map_err(|error| failed(&error))?;
        let profile = profile(user, began.locale).map_err(|error| failed(&error))?;
        let now = clock::now();
        let person = app.store.sign_in(&profile, None, now).await?;
        let code = app.store.sign_in_code(person.id, now).await?;
        target.query_pairs_mut().append_pair("code", &code);
    }
    let mut response = redirect(&target);
    let forget = cookie::SIGN_IN.remove(&app.settings.http);
    response.headers_mut().append(header::SET_COOKIE, forget);
    Ok(response)
}

/// Exchanges the code that a sign-in came back with for a token.
#[utoipa::path(post, path = "/api/auth/exchange", tag = "auth", request_body = ExchangeCode,
    responses((status = 200, body = ExchangedCode), (status = 400, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn exchange(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Json(request): Json<ExchangeCode>,
) -> Result<(TokenHeaders, axum::Json<ExchangedCode>), ApiError> {
    let token = app
        .store
        .exchange_sign_in_code(&request.code, user_agent(&headers), clock::now())
        .await?
        .ok_or_else(|| {
            ApiError::bad_request(
                "This sign-in \"code\" is unknown, used or too old. Please sign in again.",
            )
            .code(ProblemCode::SignInExpired)
        })?;
    let cookies = token_headers(&app, &headers, &token);
    Ok((cookies, axum::Json(ExchangedCode { token })))
}

/// 302, which browsers follow with GET.
fn redirect(target: &Url) -> Response {
    let location = AppendHeaders([(header::LOCATION, target.as_str())]);
    (StatusCode::FOUND, location).into_response()
}

fn failed(error: &TwitchError) -> ApiError {
    tracing::warn!(%error, "sign-in through Twitch failed");
    match error {
        TwitchError::Unreachable(_) => ApiError::new(
            StatusCode::BAD_GATEWAY,
            "Twitch cannot be reached right now. Please try again in a moment.",
        )
        .code(ProblemCode::TwitchUnreachable),
        TwitchError::Refused(_) | TwitchError::Garbage(_) => {
            ApiError::bad_request("Twitch did not confirm the sign-in. Please sign in again.")
                .code(ProblemCode::TwitchRefused)
        }
    }
}

/// The account as we keep it. Names and pictures that do not fit are left out, identities that do
/// not fit are none.
fn profile(user: TwitchUser, locale: String) -> Result<Profile, TwitchError> {
    let fits =
        |text: &str, most| !text.is_empty() && text.chars().count() <= most && !text.contains('\0');
    if !fits(&user.id, IDENTITY_CHARS) || !fits(&user.login, limits::LOGIN_CHARS) {
        return Err(TwitchError::Garbage("an identity that does not fit"));
    }
    let name = Some(user.display_name).filter(|name| fits(name, limits::LOGIN_CHARS));
    let avatar = Some(user.profile_image_url);
    Ok(Profile {
        twitch_id: user.id,
        login: user.login,
        display_name: name,
        avatar_url: avatar.filter(|url| fits(url, AVATAR_CHARS) && url.starts_with("https://")),
        locale: Some(locale),
    })
}
