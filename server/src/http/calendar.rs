//! Races for calendars (RFC 5545).

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use speedfog_protocol::rest::Problem;
use speedfog_race::{RaceId, RaceStatus};
use uuid::Uuid;

use super::{extract::Path, users};
use crate::{
    app::App,
    clock,
    error::ApiError,
    store::{RaceFilter, RacePage, RaceRow},
};

/// How long a race is said to last.
const LENGTH: TimeDelta = TimeDelta::hours(3);

/// Races in one calendar at most.
const RACES: u64 = 500;

/// How often programs should look for changes.
const REFRESH: &str = "PT1H";

/// The scheduled races that are public and not over.
#[utoipa::path(get, path = "/api/races/calendar.ics", operation_id = "calendar_of_races",
    tag = "calendars",
    responses((status = 200, description = "Calendar", content_type = "text/calendar", body = String)))]
pub(super) async fn of_races(State(app): State<Arc<App>>) -> Result<Response, ApiError> {
    let filter = RaceFilter::Public(vec![RaceStatus::Setup, RaceStatus::Running]);
    let races = races(&app, &filter).await?;
    Ok(answer(&app, "SpeedFog races", &races, "races"))
}

/// The scheduled races that somebody organizes or takes part in, past ones too. Unlisted races are
/// included, as in the feed of what a user did.
#[utoipa::path(get, path = "/api/users/{username}/calendar.ics", operation_id = "calendar_of_user",
    tag = "calendars", params(("username" = String, Path)),
    responses((status = 200, description = "Calendar", content_type = "text/calendar", body = String),
        (status = 404, body = Problem)))]
pub(super) async fn of_user(
    State(app): State<Arc<App>>,
    Path(username): Path<String>,
) -> Result<Response, ApiError> {
    let person = users::find(&app, &username).await?;
    let races = races(&app, &RaceFilter::Of(person.id)).await?;
    let name = person.display_name.as_deref().unwrap_or(&person.login);
    Ok(answer(
        &app,
        &format!("SpeedFog races of {name}"),
        &races,
        &person.login,
    ))
}

/// One race.
#[utoipa::path(get, path = "/api/races/{race_id}/calendar.ics", operation_id = "calendar_of_race",
    tag = "calendars", params(("race_id" = Uuid, Path)),
    responses((status = 200, description = "Calendar", content_type = "text/calendar", body = String),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn of_race(
    State(app): State<Arc<App>>,
    Path(id): Path<Uuid>,
) -> Result<Response, ApiError> {
    let race = app.store.race(RaceId::from(id)).await?;
    let race = race.ok_or_else(ApiError::race_not_found)?;
    if race.scheduled_at.is_none() {
        return Err(ApiError::not_found("This race has no scheduled start."));
    }
    let name = race.name.clone();
    Ok(answer(&app, &name, &[race], "race"))
}

async fn races(app: &App, filter: &RaceFilter) -> Result<Vec<RaceRow>, ApiError> {
    let page = RacePage::new(0, RACES);
    Ok(app.store.races(filter, Some(page)).await?.0)
}

/// A calendar file. `file` is made harmless for the header that carries it.
fn answer(app: &App, name: &str, races: &[RaceRow], file: &str) -> Response {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//SpeedFog Racing//speedfog-racing//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&one_line(name));
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", REFRESH)
            .add_parameter("VALUE", "DURATION")
            .done(),
    );
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    let now = clock::now();
    calendar.extend(races.iter().filter_map(|race| event(app, race, now)));
    let file: String = file
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || *sign == '_')
        .collect();
    let disposition = format!("inline; filename=\"speedfog_{file}.ics\"");
    let mut response = calendar.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// A race as an entry of a calendar made now; none without a schedule.
fn event(app: &App, race: &RaceRow, now: DateTime<Utc>) -> Option<Event> {
    let start = race.scheduled_at?;
    let organizer = &race.organizer;
    let organizer = organizer.display_name.as_ref().unwrap_or(&organizer.login);
    let mut event = Event::with_uid(&format!("{}@speedfog-racing", race.id));
    event
        .summary(&one_line(&race.name))
        .description(&one_line(&format!("Organized by {organizer}")))
        .starts(start)
        .ends(start + LENGTH)
        .timestamp(now)
        .created(race.created_at)
        .sequence(race.version.unsigned_abs())
        .status(EventStatus::Confirmed);
    let page = app.settings.http.base_url.as_ref();
    if let Some(page) = page.and_then(|base| base.join(&format!("/race/{}", race.id)).ok()) {
        event.url(page.as_str());
    }
    Some(event.done())
}

/// Text without anything that some program could take for the end of a line.
fn one_line(text: &str) -> String {
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    text.replace(breaks, " ")
}
