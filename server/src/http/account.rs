//! The caller's own account and what it is set to.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::{
    limits,
    rest::{ChosenLocale, Me, OverlaySettings, PatchSettings, Problem},
};

use super::extract::{Caller, Json};
use crate::{app::App, error::ApiError, wire};

/// The caller's own account.
#[utoipa::path(get, path = "/api/users/me", tag = "users",
    operation_id = "my_account",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(super) async fn me(Caller { person, .. }: Caller) -> axum::Json<Me> {
    axum::Json(wire::me(&person))
}

/// Choose the language of game texts. It counts from the next connection on.
#[utoipa::path(patch, path = "/api/users/me/locale", tag = "users",
    request_body = ChosenLocale,
    responses((status = 200, body = ChosenLocale), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change_locale(
    State(app): State<Arc<App>>,
    Caller { person, .. }: Caller,
    Json(request): Json<ChosenLocale>,
) -> Result<axum::Json<ChosenLocale>, ApiError> {
    let Some(locale) = app.locales.find(&request.locale) else {
        return Err(ApiError::bad_request("This language is not available."));
    };
    app.store.set_locale(person.id, locale.code()).await?;
    Ok(axum::Json(request))
}

/// Change settings of the in-game overlay. Those that are absent or null stay as they are.
#[utoipa::path(patch, path = "/api/users/me/settings", tag = "users",
    request_body = PatchSettings,
    responses((status = 200, body = OverlaySettings), (status = 401, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change_settings(
    State(app): State<Arc<App>>,
    Caller { person, .. }: Caller,
    Json(request): Json<PatchSettings>,
) -> Result<axum::Json<OverlaySettings>, ApiError> {
    let size = request.font_size;
    if size.is_some_and(|size| !limits::FONT_SIZE.contains(&size)) {
        return Err(ApiError::invalid(format!(
            "font_size must be a number from {} to {}.",
            limits::FONT_SIZE.start(),
            limits::FONT_SIZE.end()
        )));
    }
    let settings = app
        .store
        .merge_overlay_settings(person.id, &[("font_size", size)])
        .await?;
    Ok(axum::Json(OverlaySettings {
        overlay_settings: wire::numbers(&settings),
    }))
}
