//! Sending somebody their seed pack, for a race or for a solo session.

use std::path::PathBuf;

use axum::{
    http::{HeaderMap, Method, StatusCode},
    response::Response,
};
use speedfog_protocol::rest::ProblemCode;
use speedfog_race::SeedId;
use speedfog_seeds::{PackError, PlayerConfig};
use uuid::Uuid;

use super::seed_pack_response::{pack_file_name, seed_pack_response};
use crate::{app::App, error::ApiError, store::Person};

/// For whom a pack is made, and of what.
pub(super) struct Wanted<'a> {
    /// The seed.
    pub(super) seed: SeedId,
    /// The race, or the solo session.
    pub(super) race_id: Uuid,
    /// Whether `race_id` is a solo session.
    pub(super) training: bool,
    /// Secret of the mod.
    pub(super) mod_token: &'a str,
    /// Who plays.
    pub(super) player: &'a Person,
}

/// Plans the pack and sends what the request asks of it: all, or a part.
pub(super) async fn send_pack(
    app: &App,
    wanted: Wanted<'_>,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let file = app.store.seed_file(wanted.seed).await?;
    let file = file.ok_or_else(|| ApiError::not_found("There is no such seed."))?;
    let config = PlayerConfig {
        url: app.settings.websocket_url.clone(),
        mod_token: wanted.mod_token.to_owned(),
        race_id: wanted.race_id,
        seed_id: wanted.seed.into(),
        training: wanted.training,
        font_size: wanted
            .player
            .overlay_settings
            .as_ref()
            .and_then(|settings| settings.get("font_size")?.as_f64()),
    };
    let pack = app
        .seed_packs
        .plan_in_background(
            PathBuf::from(file.folder_path),
            file.graph_json,
            config.to_toml(),
            file.created_at,
        )
        .await
        .map_err(|error| match error {
            PackError::Missing => ApiError::new(
                StatusCode::GONE,
                "The file of this seed is no longer on the server.",
            )
            .code(ProblemCode::SeedFileMissing),
            PackError::OtherSeed => ApiError::new(
                StatusCode::GONE,
                "The file of this seed on the server was replaced by another seed.",
            )
            .code(ProblemCode::SeedFileReplaced),
            broken => ApiError::internal(broken),
        })?;
    let stem = match wanted.training {
        true => "speedfog_training",
        false => "speedfog",
    };
    let file_name = pack_file_name(stem, &wanted.player.login);
    Ok(seed_pack_response(&pack, &file_name, method, headers))
}
