//! Races as the API shows them, put together with a constant number of queries.

use std::collections::HashMap;

use speedfog_protocol::rest::{ParticipantPreview, Race, RaceDetail, User};
use speedfog_race::{ParticipantStatus, RaceId, RaceStatus, SeedId, UserId};
use uuid::Uuid;

use super::super::pools::pool_config;
use crate::{
    app::App,
    error::ApiError,
    store::{Member, RaceRow, SeedFacts},
    wire,
};

/// Participants shown in a list at most.
const PREVIEWS: usize = 5;

/// Several races for a list. With `mine`, that person's own progress is filled in.
pub(super) async fn races(
    app: &App,
    rows: Vec<RaceRow>,
    mine: Option<UserId>,
) -> Result<Vec<Race>, ApiError> {
    let ids = || rows.iter().map(|row| row.id);
    let seeds = seeds(app, rows.iter().filter_map(|row| row.seed_id)).await?;
    let mut members = HashMap::<RaceId, Vec<Member>>::new();
    for member in app.store.members(ids()).await? {
        members.entry(member.row.race_id).or_default().push(member);
    }
    let mut helpers = HashMap::<RaceId, Vec<_>>::new();
    for (race, helper) in co_organizers(app, ids()).await? {
        helpers.entry(race).or_default().push(helper);
    }
    let mut casters = HashMap::<RaceId, Vec<_>>::new();
    for caster in app.store.casters(ids()).await? {
        casters
            .entry(caster.race_id)
            .or_default()
            .push(wire::caster(&caster, &app.live));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let members = members.remove(&row.id).unwrap_or_default();
            let seed = row.seed_id.and_then(|id| seeds.get(&Uuid::from(id)));
            let own = mine.and_then(|user| members.iter().find(|m| m.person.id == user));
            Race {
                id: row.id.into(),
                organizer: wire::user(&row.organizer),
                co_organizers: helpers.remove(&row.id).unwrap_or_default(),
                status: wire::race_status(row.status),
                pool_name: seed.map(|seed| seed.pool_name.clone()),
                is_public: row.is_public,
                open_registration: row.open_registration,
                max_participants: row.max_participants,
                fog_of_war: row.fog_of_war,
                created_at: row.created_at,
                scheduled_at: row.scheduled_at,
                started_at: row.started_at,
                seeds_released_at: row.seeds_released_at,
                starts_at: row.starts_at,
                participant_count: u32::try_from(members.len()).unwrap_or(u32::MAX),
                participant_previews: previews(row.status, &members),
                seed_total_layers: mine
                    .and(seed)
                    .map(|seed| u32::try_from(seed.total_layers).unwrap_or(0)),
                casters: casters.remove(&row.id).unwrap_or_default(),
                my_current_layer: own.map(|own| own.row.progress.current_layer),
                my_igt_ms: own.map(|own| own.row.progress.igt_ms),
                my_death_count: own.map(|own| own.row.progress.death_count),
                name: row.name,
            }
        })
        .collect())
}

/// One race for a list, as it is stored now.
pub(super) async fn race(app: &App, id: Uuid) -> Result<Race, ApiError> {
    let row = find(app, id).await?;
    races(app, vec![row], None)
        .await?
        .pop()
        .ok_or_else(ApiError::race_not_found)
}

async fn find(app: &App, id: Uuid) -> Result<RaceRow, ApiError> {
    app.store
        .race(RaceId::from(id))
        .await?
        .ok_or_else(ApiError::race_not_found)
}

/// Everything about one race, as it is stored now. Invite tokens are for its organizers only.
pub(super) async fn detail(
    app: &App,
    id: Uuid,
    viewer: Option<UserId>,
) -> Result<RaceDetail, ApiError> {
    let row = find(app, id).await?;
    let seeds = seeds(app, row.seed_id).await?;
    let seed = row.seed_id.and_then(|id| seeds.get(&Uuid::from(id)));
    let members = app.store.members([row.id]).await?;
    let casters = app.store.casters([row.id]).await?;
    let invites = app.store.open_invites(row.id).await?;
    let helpers = co_organizers(app, [row.id]).await?;
    let organizes = viewer.is_some_and(|viewer| {
        viewer == row.organizer.id
            || helpers
                .iter()
                .any(|(_, user)| user.id == Uuid::from(viewer))
    });
    Ok(RaceDetail {
        id: row.id.into(),
        organizer: wire::user(&row.organizer),
        co_organizers: helpers.into_iter().map(|(_, helper)| helper).collect(),
        status: wire::race_status(row.status),
        pool_name: seed.map(|seed| seed.pool_name.clone()),
        is_public: row.is_public,
        open_registration: row.open_registration,
        max_participants: row.max_participants,
        fog_of_war: row.fog_of_war,
        created_at: row.created_at,
        scheduled_at: row.scheduled_at,
        started_at: row.started_at,
        seeds_released_at: row.seeds_released_at,
        starts_at: row.starts_at,
        participant_count: u32::try_from(members.len()).unwrap_or(u32::MAX),
        seed_number: seed.map(|seed| seed.seed_number.clone()),
        seed_total_layers: seed.map(|seed| u32::try_from(seed.total_layers).unwrap_or(0)),
        seed_total_nodes: seed.map(|seed| u32::try_from(seed.total_nodes).unwrap_or(0)),
        seed_total_paths: seed.map(|seed| u64::try_from(seed.total_paths).unwrap_or(0)),
        participants: members.iter().map(wire::participant).collect(),
        casters: casters
            .iter()
            .map(|row| wire::caster(row, &app.live))
            .collect(),
        pending_invites: invites
            .iter()
            .map(|row| wire::pending_invite(row, organizes))
            .collect(),
        pool_config: seed.and_then(|seed| pool_config(app, &seed.pool_name)),
        name: row.name,
    })
}

/// Who helps to run these races now, by race.
async fn co_organizers(
    app: &App,
    races: impl IntoIterator<Item = RaceId>,
) -> Result<Vec<(RaceId, User)>, ApiError> {
    let rows = app.store.co_organizers(races).await?;
    let present = rows.iter().filter(|row| !row.is_former);
    Ok(present
        .map(|row| (row.race_id, wire::user(&row.person)))
        .collect())
}

async fn seeds(
    app: &App,
    ids: impl IntoIterator<Item = SeedId>,
) -> Result<HashMap<Uuid, SeedFacts>, ApiError> {
    let facts = app.store.seed_facts(ids).await?;
    Ok(facts.into_iter().map(|facts| (facts.id, facts)).collect())
}

/// The first few participants: finishers by time with their place once the race is over, and
/// otherwise in join order.
fn previews(status: RaceStatus, members: &[Member]) -> Vec<ParticipantPreview> {
    let finished = |member: &&Member| {
        status == RaceStatus::Finished && member.row.status == ParticipantStatus::Finished
    };
    let mut placed: Vec<&Member> = members.iter().filter(finished).collect();
    placed.sort_by_key(|member| (member.row.progress.igt_ms, member.row.color_index));
    let placed = placed
        .into_iter()
        .zip(1u32..)
        .map(|(member, place)| wire::preview(member, Some(place)));
    let others = members
        .iter()
        .filter(|member| !finished(member))
        .map(|member| wire::preview(member, None));
    placed.chain(others).take(PREVIEWS).collect()
}
