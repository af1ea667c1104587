//! What happens around a race before it starts, and what only the server knows of it.

use std::collections::HashMap;

use speedfog_protocol::ws::{Lobby, LobbyInvite, Readiness, ToSpectator};
use speedfog_race::{ParticipantId, ParticipantStatus, SeedId, UserId};

use super::{frame::Frame, members::Members, state::RoomState};
use crate::{
    store::{CasterRow, InviteRow, Person},
    wire,
};

/// People and things around a race that the rules do not need to know.
#[derive(Debug)]
pub(super) struct Surroundings {
    pub(super) organizer: Person,
    /// Co-organizers in the order of their naming.
    pub(super) helpers: Vec<Person>,
    /// Casters in join order.
    pub(super) casters: Vec<CasterRow>,
    /// Open invites.
    pub(super) invites: Vec<InviteRow>,
    /// Pool of the seed.
    pub(super) pool_name: Option<String>,
    /// Seeds whose packs were downloaded last.
    pub(super) packs: HashMap<ParticipantId, SeedId>,
}

impl Surroundings {
    /// The open invite for a login, whatever its case.
    pub(super) fn invite_for(&self, login: &str) -> Option<&InviteRow> {
        let login = login.to_lowercase();
        self.invites
            .iter()
            .find(|invite| invite.login.to_lowercase() == login)
    }

    /// Forgets a caster.
    pub(super) fn remove_caster(&mut self, user: UserId) {
        self.casters.retain(|caster| caster.person.id != user);
    }
}

/// `lobby`, the same for everybody, since it tells nothing that the API does not.
pub(super) fn lobby(state: &RoomState, members: &Members) -> Frame {
    let around = &state.around;
    let settings = &state.race.record().settings;
    let people = std::iter::once(&around.organizer).chain(&around.helpers);
    let casters = around.casters.iter();
    let casters = casters.map(|row| wire::caster(row, &members.live));
    let invites = around.invites.iter().map(|invite| LobbyInvite {
        id: invite.id,
        twitch_username: invite.login.clone(),
        created_at: invite.created_at,
    });
    ToSpectator::Lobby(Box::new(Lobby {
        name: settings.name.clone(),
        pool_name: around.pool_name.clone(),
        scheduled_at: settings.scheduled_at,
        seeds_released_at: state.race.seeds_released_at(),
        open_registration: settings.open_registration,
        max_participants: settings.max_participants,
        organizers: people.map(wire::user).collect(),
        casters: casters.collect(),
        pending_invites: invites.collect(),
        readiness: readiness(state, members),
    }))
    .encode()
    .into()
}

fn readiness(state: &RoomState, members: &Members) -> Vec<Readiness> {
    let seed = state.race.seed();
    let participants = state.race.participants().iter();
    participants
        .map(|participant| {
            let id = participant.id;
            let member = members.mod_of(id);
            let said = member.and_then(|member| member.seed_id.as_deref());
            Readiness {
                participant_id: id.into(),
                pack_downloaded: seed.is_some() && state.around.packs.get(&id) == seed.as_ref(),
                mod_connected: member.is_some(),
                right_seed: said.map(|said| {
                    seed.is_some_and(|seed| seed.to_string().eq_ignore_ascii_case(said))
                }),
                ready: participant.status == ParticipantStatus::Ready,
            }
        })
        .collect()
}
