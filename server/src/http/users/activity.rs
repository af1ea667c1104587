//! Feeds of what people did.

use std::{collections::HashMap, sync::Arc};

use axum::extract::State;
use serde::Deserialize;
use speedfog_protocol::rest::{
    Activity, ActivityItem, ActivityKind, ActivityUser, Problem, TrainingSession,
};
use speedfog_race::{ParticipantStatus, RaceId, SoloId, UserId};
use utoipa::IntoParams;

use super::{
    super::{
        extract::{Path, Query},
        training::view,
    },
    find,
};
use crate::{
    app::App,
    error::ApiError,
    store::{Deed, Member, Part, Person, RacePage, RaceRow},
    wire,
};

/// Items in one answer at most.
const PAGE_MAX: u64 = 100;

/// Part of a feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Page {
    /// Items to leave out at the front.
    #[serde(default)]
    offset: u64,
    /// Items to return at most, 1 to 100.
    #[serde(default = "Page::default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: u64,
}

impl Page {
    fn default_limit() -> u64 {
        20
    }

    /// The page, if its length is allowed; else 422.
    pub(in crate::http) fn check(&self) -> Result<RacePage, ApiError> {
        if !(1..=PAGE_MAX).contains(&self.limit) {
            return Err(ApiError::invalid(format!(
                "limit must be between 1 and {PAGE_MAX}."
            )));
        }
        Ok(RacePage::new(self.offset, self.limit))
    }
}

/// What a user did, newest first. Unlisted races are included.
#[utoipa::path(get, path = "/api/users/{username}/activity", operation_id = "read_activity",
    tag = "users", params(("username" = String, Path), Page),
    responses((status = 200, body = Activity), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn activity(
    State(app): State<Arc<App>>,
    Path(username): Path<String>,
    Query(page): Query<Page>,
) -> Result<axum::Json<Activity>, ApiError> {
    let page = page.check()?;
    let person = find(&app, &username).await?;
    Ok(axum::Json(feed(&app, Some(person.id), page).await?))
}

/// A page of the feed of one user, or over everybody.
pub(in crate::http) async fn feed(
    app: &App,
    of: Option<UserId>,
    page: RacePage,
) -> Result<Activity, ApiError> {
    let (parts, total) = app.store.parts(of, page).await?;
    let ids = || parts.iter().filter_map(Part::race);
    let mut races = HashMap::<RaceId, RaceRow>::new();
    for race in app.store.races_by_id(ids()).await? {
        races.insert(race.id, race);
    }
    let mut members = HashMap::<RaceId, Vec<Member>>::new();
    for member in app.store.members(ids()).await? {
        members.entry(member.row.race_id).or_default().push(member);
    }
    let solo_rows = app.store.solos_by_id(parts.iter().filter_map(Part::solo));
    let solos = view::sessions(app, solo_rows.await?).await?;
    let people = match of {
        Some(_) => HashMap::new(),
        None => app
            .store
            .people(parts.iter().map(|part| part.user))
            .await?
            .into_iter()
            .map(|person| (person.id, person))
            .collect(),
    };
    let none = Vec::new();
    let items = parts
        .iter()
        .filter_map(|part| {
            let user = people.get(&part.user).map(user);
            // What was deleted since the page was read is left out.
            if let Some(solo) = part.solo() {
                let session = solos
                    .iter()
                    .find(|session| SoloId::from(session.id) == solo)?;
                return Some(ActivityItem {
                    date: session.created_at,
                    user,
                    what: training(session),
                });
            }
            let race = races.get(&part.race()?)?;
            let members = members.get(&race.id).unwrap_or(&none);
            Some(ActivityItem {
                date: race.created_at,
                user,
                what: what(part, race, members)?,
            })
        })
        .collect();
    let end = page.offset.saturating_add(page.limit);
    Ok(Activity {
        items,
        total,
        has_more: end < total,
    })
}

fn user(person: &Person) -> ActivityUser {
    ActivityUser {
        id: person.id.into(),
        twitch_username: person.login.clone(),
        twitch_display_name: person.display_name.clone(),
        twitch_avatar_url: person.avatar_url.clone(),
    }
}

fn what(part: &Part, race: &RaceRow, members: &[Member]) -> Option<ActivityKind> {
    let race_id = race.id.into();
    let race_name = race.name.clone();
    let status = wire::race_status(race.status);
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    Some(match part.deed {
        Deed::Raced(_) => {
            let own = members
                .iter()
                .find(|member| member.person.id == part.user)?;
            ActivityKind::RaceParticipant {
                race_id,
                race_name,
                status,
                placement: placement(own, members),
                total_participants: count,
                igt_ms: own.row.progress.igt_ms,
                death_count: own.row.progress.death_count,
            }
        }
        Deed::Organized(_) => ActivityKind::RaceOrganizer {
            race_id,
            race_name,
            status,
            participant_count: count,
        },
        Deed::Cast(_) => ActivityKind::RaceCaster {
            race_id,
            race_name,
            status,
        },
        Deed::Trained(_) => return None,
    })
}

fn training(session: &TrainingSession) -> ActivityKind {
    ActivityKind::Training {
        session_id: session.id,
        pool_name: session.pool_name.clone(),
        status: session.status,
        igt_ms: session.igt_ms,
        death_count: session.death_count,
        exclude_from_stats: session.exclude_from_stats,
    }
}

/// Rank among the finishers by in-game time, from 1.
fn placement(own: &Member, members: &[Member]) -> Option<u32> {
    let finished = |member: &&Member| member.row.status == ParticipantStatus::Finished;
    Some(own).filter(finished)?;
    let faster = members
        .iter()
        .filter(finished)
        .filter(|other| other.row.progress.igt_ms < own.row.progress.igt_ms);
    u32::try_from(faster.count() + 1).ok()
}
