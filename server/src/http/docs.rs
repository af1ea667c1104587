//! The OpenAPI document, from which the web client's types are generated.
//!
//! Handlers describe what is theirs. What the layers around them and the table of permissions answer
//! is added here, for every route alike.

use axum::http::{Method, StatusCode};
use speedfog_protocol::ws::{FromMod, FromSpectator, ToMod, ToSpectator};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, Header, HeaderBuilder, ObjectBuilder, PathItem, Ref, RefOr, Response,
        ResponseBuilder, SecurityRequirement, Type,
        path::Operation,
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    },
};

use super::{
    cookie,
    permissions::{Permission, When, Who, permission},
};

/// Media type of all errors.
const PROBLEM: &str = "application/problem+json";

/// The document without its paths, which the router adds.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "SpeedFog Racing",
        description = "Races on SpeedFog seeds. Errors are `application/problem+json`. \
            The WebSockets `/ws/mod/{race_id}`, `/ws/race/{race_id}`, `/ws/training/{session_id}` and \
            `/ws/training/{session_id}/spectate` carry the messages `FromMod`, `ToMod`, `FromSpectator` and `ToSpectator`."
    ),
    components(schemas(FromMod, ToMod, FromSpectator, ToSpectator)),
    modifiers(&Shared)
)]
pub(super) struct Document;

/// What many routes have in common: ways to sign in, and errors.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme(
            "bearer",
            SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
        );
        let cookie = ApiKeyValue::with_description(
            cookie::SESSION.name,
            "Set by a sign-in from the server's own pages, and taken from them only.",
        );
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        for (status, description) in SHARED_ANSWERS {
            let name = answer_name(status);
            components
                .responses
                .insert(name, answer(status, description).into());
        }
    }
}

/// Errors that no handler needs to describe.
const SHARED_ANSWERS: [(StatusCode, &str); 10] = [
    (
        StatusCode::BAD_REQUEST,
        "The race does not have the right status.",
    ),
    (
        StatusCode::UNAUTHORIZED,
        "Nobody is signed in, or not any more.",
    ),
    (StatusCode::FORBIDDEN, "The caller may not do this."),
    (StatusCode::NOT_FOUND, "There is no such thing."),
    (
        StatusCode::REQUEST_TIMEOUT,
        "The body did not arrive in time.",
    ),
    (StatusCode::PAYLOAD_TOO_LARGE, "The body is too large."),
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        "A value of the path, query or body has the wrong shape.",
    ),
    (
        StatusCode::TOO_MANY_REQUESTS,
        "The client asks too often; `Retry-After` says how many seconds to wait.",
    ),
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong on the server.",
    ),
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "The server cannot do that right now.",
    ),
];

fn answer_name(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or_default();
    reason.replace(' ', "")
}

fn answer(status: StatusCode, description: &str) -> Response {
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let mut answer = ResponseBuilder::new()
        .description(description)
        .content(PROBLEM, problem);
    if status == StatusCode::TOO_MANY_REQUESTS {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer);
        let wait: Header = HeaderBuilder::new().schema(Some(seconds)).build();
        answer = answer.header("Retry-After", wait);
    }
    answer.build()
}

/// The operations of a path with their methods.
pub(super) fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let all = [
        (Method::GET, &mut item.get),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Adds to every operation what is not its handler's.
pub(super) fn complete(document: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            if let Some(permission) = permission(&method, path) {
                describe(operation, permission);
            }
        }
    }
}

fn describe(operation: &mut Operation, permission: &Permission) {
    let bearer = || SecurityRequirement::new::<_, [&str; 0], _>("bearer", []);
    let cookie = || SecurityRequirement::new::<_, [&str; 0], _>("cookie", []);
    operation.security = match permission.who {
        Who::Anybody => None,
        Who::AnybodyKnown => Some(vec![SecurityRequirement::default(), bearer(), cookie()]),
        _ => Some(vec![bearer(), cookie()]),
    };
    operation
        .extensions
        .get_or_insert_default()
        .insert("x-who".into(), who(permission.who).into());
    let added = shared_answers(operation, permission);
    let answers = &mut operation.responses.responses;
    for status in added {
        answers
            .entry(status.as_str().into())
            .or_insert_with(|| Ref::from_response_name(answer_name(status)).into());
    }
    let own_errors = answers
        .iter_mut()
        .filter(|(status, _)| status.starts_with(['4', '5']));
    for (_, answer) in own_errors {
        if let RefOr::T(answer) = answer
            && let Some(content) = answer.content.shift_remove("application/json")
        {
            answer.content.insert(PROBLEM.into(), content);
        }
    }
}

fn who(who: Who) -> &'static str {
    match who {
        Who::Anybody | Who::AnybodyKnown => "anybody",
        Who::SignedIn => "signed in",
        Who::OrganizerRole => "role organizer",
        Who::RaceOrganizer => "race organizer or helper",
        Who::RaceOwner => "race organizer",
        Who::RaceOrganizerOrAdmin => "race organizer or helper, admin",
        Who::SessionOwner => "whose session it is",
        Who::Admin => "admin",
    }
}

fn shared_answers(operation: &Operation, permission: &Permission) -> Vec<StatusCode> {
    let mut statuses = vec![
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    let has_body = operation.request_body.is_some();
    if has_body {
        statuses.extend([StatusCode::REQUEST_TIMEOUT, StatusCode::PAYLOAD_TOO_LARGE]);
    }
    if has_body || operation.parameters.is_some() {
        statuses.push(StatusCode::UNPROCESSABLE_ENTITY);
    }
    if permission.path.starts_with("/api/") {
        statuses.push(StatusCode::TOO_MANY_REQUESTS);
    }
    if permission.path.contains("{race_id}") {
        statuses.push(StatusCode::NOT_FOUND);
    }
    if matches!(permission.when, When::Status(..) | When::Active) {
        statuses.push(StatusCode::BAD_REQUEST);
    }
    if !matches!(permission.who, Who::Anybody | Who::AnybodyKnown) {
        statuses.push(StatusCode::UNAUTHORIZED);
        // Who is signed in by cookie must ask from our own pages in order to change something.
        let asks_for_more = permission.who != Who::SignedIn || permission.when == When::Released;
        if asks_for_more || permission.method != Method::GET {
            statuses.push(StatusCode::FORBIDDEN);
        }
    }
    statuses
}

/// The whole document.
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    super::router::documented_routes().1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_the_layers_is_documented() {
        let document = serde_json::to_value(openapi()).unwrap();
        let answers = |path: &str, method: &str| {
            let answers = document["paths"][path][method]["responses"].as_object();
            let statuses = answers.unwrap().keys();
            statuses.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        for (method, path, statuses) in [
            ("get", "/health", "200 500 503"),
            ("get", "/api/i18n/locales", "200 429 500 503"),
            (
                "post",
                "/api/races/{race_id}/finish",
                "200 400 401 403 404 409 422 429 500 503",
            ),
            (
                "patch",
                "/api/users/me/locale",
                "200 400 401 403 408 413 422 429 500 503",
            ),
        ] {
            assert_eq!(answers(path, method), statuses, "{method} {path}");
        }
    }

    #[test]
    fn errors_are_problems_and_what_they_refer_to_exists() {
        let document = serde_json::to_value(openapi()).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            for operation in item.as_object().unwrap().values() {
                for (status, answer) in operation["responses"].as_object().unwrap() {
                    let answer = match answer["$ref"].as_str() {
                        Some(place) => document.pointer(&place[1..]).unwrap(),
                        None => answer,
                    };
                    // Discord is no client of ours and wants no problems.
                    let plain = answer["content"]["text/plain"].is_object();
                    if status.starts_with(['4', '5']) && !plain {
                        let schema = &answer["content"][PROBLEM]["schema"]["$ref"];
                        assert_eq!(schema, "#/components/schemas/Problem", "{status} {path}");
                    }
                }
            }
        }
    }
}
