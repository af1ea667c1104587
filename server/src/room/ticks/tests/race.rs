//! A small race of four.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use speedfog_protocol::rest::Role;
use speedfog_race::{
    Participant, ParticipantId, RaceId, RaceStatus, SeedId, UserId, fixtures::small_graph,
};
use uuid::Uuid;

use crate::{
    maps::Maps,
    room::state::RoomState,
    store::{Member, ParticipantRow, Person, RaceRow, StoredRoom},
};

pub(super) const ORGANIZER: UserId = UserId(Uuid::from_u128(0xff));
pub(super) const PLAYERS: u128 = 4;

pub(super) fn entry(number: u128) -> ParticipantId {
    ParticipantId(Uuid::from_u128(0x100 + number))
}

pub(super) fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

pub(super) fn person(id: UserId, login: &str) -> Person {
    Person {
        id,
        login: login.to_owned(),
        display_name: None,
        avatar_url: None,
        role: Role::User,
        locale: None,
        overlay_settings: None,
    }
}

pub(super) fn began() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// A race in setup with released seeds and players 0 to 3.
pub(super) fn room() -> RoomState {
    let race = RaceId(Uuid::from_u128(1));
    let member = |number: u128| {
        let color = u32::try_from(number).unwrap();
        let fresh = Participant::new(entry(number), user(number), color);
        Member {
            row: ParticipantRow {
                id: fresh.id,
                race_id: race,
                mod_token: number.to_string(),
                status: fresh.status,
                color_index: color,
                progress: fresh.progress,
                finished_at: None,
                held: false,
                corrected: false,
                pack_seed: None,
                applied_seq: 0,
            },
            person: person(user(number), &format!("player_{number}")),
        }
    };
    let stored = StoredRoom {
        race: RaceRow {
            id: race,
            name: "Race".into(),
            organizer: person(ORGANIZER, "organizer"),
            seed_id: Some(SeedId(Uuid::from_u128(0x5eed))),
            status: RaceStatus::Setup,
            created_at: began(),
            scheduled_at: None,
            starts_at: None,
            started_at: None,
            ended: None,
            seeds_released_at: Some(began()),
            is_public: true,
            open_registration: true,
            max_participants: None,
            fog_of_war: true,
            version: 1,
        },
        members: (0..PLAYERS).map(member).collect(),
        pool_name: None,
        casters: Vec::new(),
        invites: Vec::new(),
        suspicions: Vec::new(),
        co_organizers: Vec::new(),
        last_seq: 0,
        tail: Vec::new(),
    };
    RoomState::restore(
        stored,
        Some(Arc::new(small_graph())),
        false,
        Maps::default(),
    )
    .unwrap()
}
