//! A user's public page.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{Problem, ProblemCode, Profile, ProfileStats};

use super::{super::extract::Path, find};
use crate::{app::App, error::ApiError};

/// Who a user is, and how often they did what.
#[utoipa::path(get, path = "/api/users/{username}", operation_id = "read_profile", tag = "users",
    params(("username" = String, Path)),
    responses((status = 200, body = Profile), (status = 404, body = Problem)))]
pub(in crate::http) async fn profile(
    State(app): State<Arc<App>>,
    Path(username): Path<String>,
) -> Result<axum::Json<Profile>, ApiError> {
    let person = find(&app, &username).await?;
    let deeds = app.store.deeds(person.id).await?;
    let account = app.store.account(person.id).await?.ok_or_else(|| {
        ApiError::not_found("There is no user with this login.").code(ProblemCode::UserNotFound)
    })?;
    Ok(axum::Json(Profile {
        id: person.id.into(),
        twitch_username: person.login,
        twitch_display_name: person.display_name,
        twitch_avatar_url: person.avatar_url,
        role: person.role,
        created_at: account.created_at,
        stats: ProfileStats {
            race_count: deeds.raced,
            training_count: deeds.trained,
            organized_count: deeds.organized,
            casted_count: deeds.cast,
        },
    }))
}
