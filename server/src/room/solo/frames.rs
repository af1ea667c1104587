//! Messages as they leave the room of a session.

use speedfog_protocol::{
    LiveStatus, ParticipantStatus,
    ws::{AuthOk, GraphJson, ParticipantInfo, RaceInfo, RaceState, SeedInfo, ToMod, ToSpectator},
};
use speedfog_race::{
    NodeId, SoloStatus,
    graph::{MapAccess, Node},
};

use super::{
    super::{
        audience::To,
        frame::Frame,
        frames::{ForAll, zone},
        members::Members,
        snapshot,
    },
    state::SoloState,
};
use crate::{i18n::Locale, store::StoreError, wire};

/// The runner, as everybody may see them, their own mod included.
fn runner(state: &SoloState, members: &Members) -> ParticipantInfo {
    let record = state.solo.record();
    let progress = &record.progress;
    let node = progress
        .current_zone
        .as_ref()
        .and_then(|zone| state.solo.graph()?.node(zone));
    ParticipantInfo {
        id: state.runner().into(),
        twitch_username: state.person.login.clone(),
        twitch_display_name: state.person.display_name.clone(),
        status: match record.status {
            SoloStatus::Active => ParticipantStatus::Playing,
            SoloStatus::Finished => ParticipantStatus::Finished,
            SoloStatus::Abandoned => ParticipantStatus::Abandoned,
        },
        current_zone: progress
            .current_zone
            .as_ref()
            .map(|zone| zone.as_str().to_owned()),
        current_layer: progress.current_layer,
        current_layer_tier: node
            .and_then(Node::tier)
            .and_then(|tier| i32::try_from(tier).ok()),
        igt_ms: progress.igt_ms,
        death_count: progress.death_count,
        color_index: 0,
        mod_connected: members.connected(state.runner()),
        zone_history: wire::visits(&progress.zone_history),
        gap_ms: None,
        layer_entry_igt: None,
        held: false,
        corrected: false,
        is_live: false,
        stream_url: None,
    }
}

fn race(state: &SoloState) -> RaceInfo {
    RaceInfo {
        id: state.id().into(),
        name: state.name.clone(),
        status: status(state),
        started_at: Some(state.created_at),
        seeds_released_at: None,
    }
}

fn status(state: &SoloState) -> LiveStatus {
    match state.solo.record().status {
        SoloStatus::Active => LiveStatus::Running,
        SoloStatus::Finished => LiveStatus::Finished,
        SoloStatus::Abandoned => LiveStatus::Abandoned,
    }
}

/// `leaderboard_update` with the one participant there is.
pub(super) fn leaderboard_update(state: &SoloState, members: &Members) -> ForAll {
    let participants = || vec![runner(state, members)];
    let mods = members.has_updated_mods().then(|| {
        ToMod::LeaderboardUpdate {
            participants: participants(),
            leader_splits: None,
        }
        .encode()
        .into()
    });
    let spectators = members.has_updated_spectators().then(|| {
        let update = ToSpectator::LeaderboardUpdate {
            participants: participants(),
            leader_splits: None,
        };
        (To::All, update.encode().into())
    });
    ForAll {
        mods,
        spectators: spectators.into_iter().collect(),
    }
}

/// `race_status_change`: the session is over.
pub(super) fn status_change(state: &SoloState) -> Frame {
    ToSpectator::RaceStatusChange {
        status: status(state),
        started_at: None,
    }
    .encode()
    .into()
}

/// `zone_update` for the mod, if it is there and the node is known.
pub(super) fn zone_update(state: &SoloState, members: &Members, node: &NodeId) -> Option<Frame> {
    let locale = &members.mod_of(state.runner())?.locale;
    let progress = &state.solo.record().progress;
    let update = zone(state.solo.graph()?, progress, node, locale)?;
    Some(ToMod::ZoneUpdate(update).encode().into())
}

/// The node that a mod is told of when it comes in: where the runner is as far as is known.
pub(super) fn last_known(state: &SoloState) -> Option<&NodeId> {
    let progress = &state.solo.record().progress;
    progress
        .current_zone
        .as_ref()
        .or_else(|| progress.zone_history.last().map(|visit| &visit.node))
        .or_else(|| state.solo.graph()?.start().map(Node::id))
}

/// `auth_ok` for the mod. Never carries the map.
pub(super) fn auth_ok(state: &SoloState, members: &Members) -> Frame {
    let seed = state.solo.record().seed;
    let graph = state.solo.graph();
    ToMod::AuthOk(Box::new(AuthOk {
        participant_id: state.runner().into(),
        race: race(state),
        seed: graph.map_or_else(SeedInfo::default, |graph| {
            snapshot::seed_for_mod(Some(seed), graph)
        }),
        participants: vec![runner(state, members)],
        ticks: None,
    }))
    .encode()
    .into()
}

/// `race_state` with the whole map, which a session hides from nobody.
pub(super) fn race_state(
    state: &SoloState,
    members: &Members,
    locale: &Locale,
) -> Result<Frame, StoreError> {
    let id = state.solo.record().seed;
    let seed = match state.solo.graph() {
        None => SeedInfo::default(),
        Some(graph) => SeedInfo {
            seed_id: Some(id.into()),
            total_layers: graph.total_layers(),
            graph_json: Some(
                GraphJson::from_text(locale.graph(id, graph, MapAccess::Full, &[]).to_string())
                    .map_err(|error| StoreError::corrupt("graph", error))?,
            ),
            total_nodes: Some(graph.total_nodes()),
            total_paths: graph.total_paths(),
            ..SeedInfo::default()
        },
    };
    let message = ToSpectator::RaceState(Box::new(RaceState {
        race: race(state),
        seed,
        participants: vec![runner(state, members)],
        ticks: None,
    }));
    Ok(message.encode().into())
}
