//! Which handler answers what, and the layers around all of them.

use std::{any::Any, sync::Arc};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    http::{HeaderMap, Method, StatusCode, Uri},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get},
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::Level;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

use super::{
    account, admin, admin_pools, audit, auth,
    authorize::authorize,
    calendar,
    cors::cors,
    deadline::deadline,
    discord,
    docs::{self, Document},
    figures::count,
    headers::security_headers,
    health, i18n, invites,
    note_changes::note_changes,
    own_data,
    permissions::check_complete,
    pools, races,
    rate_limit::rate_limit,
    request_id::{RequestId, request_id},
    session, sign_in, training, users, web_client,
};
use crate::{app::App, error::ApiError, ws};

/// The documented routes as their handlers describe them.
fn api() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(health::health))
        .routes(routes!(health::ready))
        .routes(routes!(auth::me))
        .routes(routes!(auth::dev_sign_in))
        .routes(routes!(sign_in::twitch))
        .routes(routes!(sign_in::callback))
        .routes(routes!(sign_in::exchange))
        .routes(routes!(session::logout))
        .routes(routes!(session::sessions))
        .routes(routes!(session::end_session))
        .routes(routes!(account::me, own_data::delete))
        .routes(routes!(own_data::export))
        .routes(routes!(account::change_locale))
        .routes(routes!(account::change_settings))
        .routes(routes!(i18n::locales))
        .routes(routes!(pools::pools))
        .routes(routes!(races::list::mine))
        .routes(routes!(users::search::search))
        .routes(routes!(users::profile::profile))
        .routes(routes!(users::activity::activity))
        .routes(routes!(users::pool_stats::pool_stats))
        .routes(routes!(admin::scan))
        .routes(routes!(admin::stats))
        .routes(routes!(admin::discard))
        .routes(routes!(admin_pools::pools))
        .routes(routes!(admin_pools::upload))
        .routes(routes!(admin::users))
        .routes(routes!(admin::patch_user))
        .routes(routes!(admin::all_activity))
        .routes(routes!(audit::of_all))
        .routes(routes!(races::list::list, races::create::create))
        .routes(routes!(
            races::read::read,
            races::patch::patch,
            races::delete::delete
        ))
        .routes(routes!(races::graph::graph))
        .routes(routes!(races::participants::add))
        .routes(routes!(races::participants::remove))
        .routes(routes!(audit::of_race))
        .routes(routes!(races::suspicions::list))
        .routes(routes!(races::co_organizers::add))
        .routes(routes!(races::co_organizers::remove))
        .routes(routes!(races::rulings::restore))
        .routes(routes!(races::rulings::hold))
        .routes(routes!(races::rulings::correct))
        .routes(routes!(races::casters::add))
        .routes(routes!(races::casters::remove))
        .routes(routes!(races::casters::join))
        .routes(routes!(races::casters::leave))
        .routes(routes!(invites::revoke))
        .routes(routes!(invites::read))
        .routes(routes!(invites::accept))
        .routes(routes!(races::lifecycle::reroll_seed))
        .routes(routes!(races::register::join))
        .routes(routes!(races::register::leave))
        .routes(routes!(races::lifecycle::release_seeds))
        .routes(routes!(races::lifecycle::start))
        .routes(routes!(races::lifecycle::cancel_countdown))
        .routes(routes!(races::lifecycle::finish))
        .routes(routes!(races::lifecycle::reset))
        .routes(routes!(races::lifecycle::abandon))
        .routes(routes!(calendar::of_races))
        .routes(routes!(calendar::of_race))
        .routes(routes!(calendar::of_user))
        .routes(routes!(discord::interactions))
        .routes(routes!(discord::setup_runner_message))
        .routes(routes!(races::seed_pack::mine))
        .routes(routes!(races::seed_pack::by_token))
        .routes(routes!(
            training::sessions::list,
            training::sessions::create
        ))
        .routes(routes!(training::sessions::read))
        .routes(routes!(training::sessions::abandon))
        .routes(routes!(training::sessions::ghosts))
        .routes(routes!(training::pack::pack))
}

/// The routes that speak another protocol than the documented ones.
fn sockets() -> [(&'static str, MethodRouter<Arc<App>>); 4] {
    [
        ("/ws/mod/{race_id}", get(ws::mod_socket)),
        ("/ws/race/{race_id}", get(ws::spectator_socket)),
        ("/ws/training/{session_id}", get(ws::solo_mod_socket)),
        (
            "/ws/training/{session_id}/spectate",
            get(ws::solo_spectator_socket),
        ),
    ]
}

/// The documented routes, and the whole document.
pub(super) fn documented_routes() -> (Router<Arc<App>>, utoipa::openapi::OpenApi) {
    let (routes, mut document) = api().split_for_parts();
    docs::complete(&mut document);
    (routes, document)
}

/// Every route that does something for somebody, as method and path.
pub(super) fn routes() -> Vec<(Method, String)> {
    let paths = api().into_openapi().paths.paths;
    let documented = paths.into_iter().flat_map(|(path, mut item)| {
        let methods: Vec<Method> = docs::operations(&mut item)
            .map(|(method, _)| method)
            .collect();
        methods
            .into_iter()
            .map(move |method| (method, path.clone()))
    });
    let sockets = sockets().map(|(path, _)| (Method::GET, path.to_owned()));
    documented.chain(sockets).collect()
}

/// Everything the server answers.
///
/// # Errors
/// When a route has no row in the table of permissions.
pub(crate) fn router(app: Arc<App>) -> anyhow::Result<Router> {
    check_complete(&routes())?;
    let (mut api, document) = documented_routes();
    for (path, socket) in sockets() {
        api = api.route(path, socket);
    }
    let router = api
        .route_layer(from_fn_with_state(app.clone(), authorize))
        .route_layer(from_fn_with_state(app.clone(), note_changes))
        .merge(SwaggerUi::new("/docs").url("/docs/openapi.json", document))
        .fallback(fallback)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(app.clone(), deadline))
        .layer(from_fn_with_state(app.clone(), rate_limit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(cors(&app.settings.http))
        .layer(from_fn_with_state(app.clone(), security_headers))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::DEBUG)),
        )
        .layer(from_fn(request_id))
        .layer(from_fn_with_state(app.clone(), count))
        .with_state(app);
    Ok(router)
}

/// Names the route, not the address: addresses may carry tokens.
fn span(request: &Request) -> tracing::Span {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("web client", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>();
    let id = id.map(|RequestId(id)| tracing::field::display(id));
    tracing::info_span!("request", request.id = id, method = %request.method(), route)
}

async fn fallback(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if !web_client::is_server_path(path) {
        return web_client::web_client(method, uri, headers).await;
    }
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() {
        let query = uri
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        return Redirect::temporary(&format!("{trimmed}{query}")).into_response();
    }
    ApiError::not_found("There is nothing at this address.").into_response()
}

async fn method_not_allowed() -> ApiError {
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address does not support that method.",
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over"
)]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    ApiError::internal(format!("panic: {text}")).into_response()
}
