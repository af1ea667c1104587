//! Full states for those who come in.

use std::sync::Arc;

use speedfog_protocol::ws::{
    AuthOk, GraphJson, Leaderboard, ParticipantInfo, RaceInfo, RaceState, SeedInfo, SpawnItem,
    ToMod, ToSpectator,
};
use speedfog_race::{ParticipantId, SeedId, graph::SeedGraph};

use super::{
    audience::{Audience, CohortId},
    frame::Frame,
    frames,
    members::Members,
    state::RoomState,
};
use crate::{store::StoreError, wire};

fn race(state: &RoomState) -> RaceInfo {
    RaceInfo {
        id: state.race.id().into(),
        name: state.race.record().settings.name.clone(),
        status: wire::race_status(state.race.status()).into(),
        started_at: state.race.started_at(),
        seeds_released_at: state.race.seeds_released_at(),
    }
}

/// `race_state` as one audience gets it.
pub(super) fn race_state(
    state: &RoomState,
    members: &Members,
    audience: &Audience,
) -> Result<Frame, StoreError> {
    let graph_url = state.map_address(audience);
    let seed = match state.race.graph() {
        None => SeedInfo::default(),
        Some(graph) => SeedInfo {
            seed_id: state.race.seed().map(Into::into),
            total_layers: graph.total_layers(),
            graph_json: match graph_url {
                Some(_) => None,
                None => Some(
                    GraphJson::from_text(map(state, graph, audience).to_string())
                        .map_err(|error| StoreError::corrupt("graph", error))?,
                ),
            },
            total_nodes: Some(graph.total_nodes()),
            total_paths: Some(graph.total_paths().unwrap_or(0)),
            ..SeedInfo::default()
        },
    };
    let mut participants = participants(state, members, audience.cohort);
    if let Some(own) = audience.own {
        participants = frames::fogged(&participants, own);
    }
    let message = ToSpectator::RaceState(Box::new(RaceState {
        race: race(state),
        seed,
        participants,
        ticks: audience.cohort.map(|cohort| {
            let ticks = members.spectators.ticks(cohort);
            ticks.start(ticks.epoch(audience), graph_url)
        }),
    }));
    Ok(message.encode().into())
}

/// Everybody, best first; to those who follow by ticks as they were told last.
fn participants(
    state: &RoomState,
    members: &Members,
    cohort: Option<CohortId>,
) -> Vec<ParticipantInfo> {
    let told = cohort.and_then(|cohort| members.spectators.ticks(cohort).told().cloned());
    let Leaderboard { participants, .. } =
        told.unwrap_or_else(|| frames::standings(state, members));
    participants
}

/// As much of the map as an audience may see, in its language.
fn map(state: &RoomState, graph: &SeedGraph, audience: &Audience) -> Arc<str> {
    let own = audience.own.and_then(|own| state.race.participant(own));
    let history = own.map_or(&[][..], |own| &own.progress.zone_history);
    match state.race.seed() {
        Some(seed) => audience.locale.graph(seed, graph, audience.access, history),
        None => graph.json_for(audience.access, history),
    }
}

/// `auth_ok` for one participant's mod. Never carries the map.
pub(super) fn auth_ok(
    state: &RoomState,
    members: &Members,
    participant: ParticipantId,
    ticks: bool,
) -> Frame {
    let seed = state.race.graph().map_or_else(SeedInfo::default, |graph| {
        seed_for_mod(state.race.seed(), graph)
    });
    let cohort = ticks.then_some(CohortId::MODS);
    let participants = participants(state, members, cohort);
    ToMod::AuthOk(Box::new(AuthOk {
        participant_id: participant.into(),
        race: race(state),
        seed,
        participants: participants
            .into_iter()
            .map(ParticipantInfo::for_mods)
            .collect(),
        ticks: cohort.map(|cohort| {
            let ticks = members.spectators.ticks(cohort);
            ticks.start(ticks.mods_epoch(), None)
        }),
    }))
    .encode()
    .into()
}

/// A seed as mods are told of it: flags and items, never the map.
pub(super) fn seed_for_mod(id: Option<SeedId>, graph: &SeedGraph) -> SeedInfo {
    SeedInfo {
        seed_id: id.map(Into::into),
        total_layers: graph.total_layers(),
        event_ids: graph.event_ids(),
        finish_event: graph.finish_event(),
        spawn_items: graph
            .spawn_items()
            .iter()
            .map(|item| SpawnItem {
                id: item.id,
                qty: item.qty,
            })
            .collect(),
        items_spawned_flag: graph.items_spawned_flag(),
        ..SeedInfo::default()
    }
}
