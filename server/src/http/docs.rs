//! The OpenAPI document, from which the web client's types are generated.

use speedfog_protocol::rest::{AuditLog, Suspicions};
use speedfog_protocol::ws::{FromMod, FromSpectator, ToMod, ToSpectator};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

/// The document without its paths, which the router adds.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "SpeedFog Racing",
        description = "Races on SpeedFog seeds. Errors are `application/problem+json`. \
            The WebSockets `/ws/mod/{race_id}` and `/ws/race/{race_id}` carry the messages \
            `FromMod`, `ToMod`, `FromSpectator` and `ToSpectator`."
    ),
    components(schemas(FromMod, ToMod, FromSpectator, ToSpectator, AuditLog, Suspicions)),
    modifiers(&Bearer)
)]
pub(super) struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        if let Some(components) = document.components.as_mut() {
            components.add_security_scheme(
                "bearer",
                SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
            );
        }
    }
}

/// The whole document.
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    super::router::api().split_for_parts().1
}
