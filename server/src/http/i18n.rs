//! The languages there are.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::LocaleName;

use crate::app::App;

/// The languages that texts of the game are available in, English first.
#[utoipa::path(get, path = "/api/i18n/locales", tag = "i18n",
    responses((status = 200, body = Vec<LocaleName>)))]
pub(super) async fn locales(State(app): State<Arc<App>>) -> axum::Json<Vec<LocaleName>> {
    let names = app.locales.iter().map(|locale| LocaleName {
        code: locale.code().to_owned(),
        name: locale.own_name().to_owned(),
    });
    axum::Json(names.collect())
}
