//! A room and those who follow it, without a server.

use std::{
    collections::{BTreeSet, HashMap},
    mem,
};

use chrono::{DateTime, TimeDelta, Utc};
use speedfog_protocol::ws::{Leaderboard, ParticipantInfo, ToMod, ToSpectator};
use speedfog_race::{Command, UserId};
use uuid::Uuid;

use super::{
    client::Client,
    race::{ORGANIZER, PLAYERS, began, entry, person, room, user},
};
use crate::{
    figures::Figures,
    i18n::Locale,
    room::{
        announce::announce,
        audience::CohortId,
        frames,
        input::ConnectionId,
        members::{Members, ModMember},
        outbox::Outbox,
        pending::{Delivery, Pending},
        snapshot,
        state::RoomState,
        ticks::Resume,
    },
    twitch::LiveLogins,
};

/// Spectators in a cohort: fewer than follow.
pub(super) const COHORT: usize = 2;

/// One thing that happens.
#[derive(Debug, Clone)]
pub(super) enum Happens {
    Command(Command),
    Mod(u128, bool),
    Renamed(u128, u8),
    Tick,
    /// A follower's line breaks.
    Lost(usize),
}

/// Who follows: everybody's eyes, a racer's, the organizer's, a mod's.
pub(super) const FOLLOWERS: [Option<UserId>; 4] = [
    None,
    Some(UserId(Uuid::from_u128(0))),
    Some(UserId(Uuid::from_u128(1))),
    Some(ORGANIZER),
];

pub(super) struct Play {
    state: RoomState,
    members: Members,
    pending: Pending,
    outbox: Outbox,
    now: DateTime<Utc>,
    pub(super) clients: [Client; FOLLOWERS.len()],
    mods: HashMap<u128, Client>,
    pub(super) resumed: usize,
    /// Places of the cohorts in which somebody was told.
    pub(super) cohorts: BTreeSet<usize>,
}

impl Play {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self {
            state: room(),
            members: Members::new(LiveLogins::default(), Figures::off(), COHORT),
            pending: Pending::default(),
            outbox,
            now: began(),
            clients: Default::default(),
            mods: HashMap::new(),
            resumed: 0,
            cohorts: BTreeSet::new(),
        }
    }

    pub(super) fn standings(&self) -> Leaderboard {
        frames::standings(&self.state, &self.members)
    }

    pub(super) fn follow(&mut self, cohort: CohortId) {
        if self.members.spectators.ticks(cohort).told().is_none() {
            let now = self.standings();
            self.members.spectators.follow(cohort, now);
        }
    }

    /// Connects a follower that is away, from where it left off. As in a room, everything is told
    /// before that.
    pub(super) fn come_back(&mut self, number: usize) {
        self.deliver();
        let client = &self.clients[number];
        let resume = Resume {
            epoch: client.epoch.clone(),
            after: client.seq,
        };
        let cohort = self.members.spectators.place(Some(&resume));
        self.cohorts.insert(cohort.0);
        self.follow(cohort);
        let audience = self
            .state
            .audience(FOLLOWERS[number], Locale::default(), Some(cohort));
        let client = &mut self.clients[number];
        let ticks = self.members.spectators.ticks(cohort);
        let frames = match ticks.missed(&audience, &resume) {
            Some(missed) => {
                self.resumed += 1;
                missed
            }
            None => vec![snapshot::race_state(&self.state, &self.members, &audience).unwrap()],
        };
        for frame in frames {
            for text in frame.texts() {
                client.hear(ToSpectator::decode(&text).unwrap());
            }
        }
        let connection = ConnectionId::next();
        client.connection = Some(connection);
        let outbox = self.outbox.clone();
        self.members
            .add_spectator(connection, FOLLOWERS[number], outbox, audience);
    }

    pub(super) fn happen(&mut self, happens: Happens) {
        match happens {
            Happens::Command(command) => {
                self.now += TimeDelta::seconds(1);
                let Ok(events) = self.state.race.decide(command, self.now) else {
                    return;
                };
                self.state.fold(&events, self.now).unwrap();
                let (members, pending) = (&mut self.members, &mut self.pending);
                announce(&events, &self.state, members, pending).unwrap();
            }
            Happens::Mod(number, true) if !self.members.connected(entry(number)) => {
                self.deliver();
                let member = ModMember {
                    connection: ConnectionId::next(),
                    outbox: self.outbox.clone(),
                    locale: Locale::default(),
                    seed_id: None,
                    ticks: true,
                };
                self.members.add_mod(entry(number), member);
                self.follow(CohortId::MODS);
                let frame = snapshot::auth_ok(&self.state, &self.members, entry(number), true);
                let ToMod::AuthOk(state) = ToMod::decode(&frame.texts()[0]).unwrap() else {
                    panic!("a mod is welcomed first");
                };
                let mut client = Client::default();
                client.begin(state.participants, state.ticks.unwrap());
                self.mods.insert(number, client);
                self.people_changed();
            }
            Happens::Mod(number, false) => {
                let connection = self.members.mod_of(entry(number));
                if let Some(connection) = connection.map(|member| member.connection) {
                    self.members.remove_mod(connection);
                    self.mods.remove(&number);
                    self.people_changed();
                }
            }
            Happens::Mod(..) => {}
            Happens::Renamed(number, name) => {
                let renamed = person(user(number), &format!("renamed_{name}"));
                if self.state.rename(&renamed) {
                    self.people_changed();
                }
            }
            Happens::Lost(number) => {
                if let Some(connection) = self.clients[number].connection.take() {
                    self.members.spectators.remove(connection);
                }
            }
            Happens::Tick => {}
        }
    }

    pub(super) fn people_changed(&mut self) {
        let update = frames::leaderboard_update(&self.state, &self.members);
        self.pending.tell_all(update);
    }

    /// A tick, after which everybody who is there knows what is so.
    pub(super) fn tick(&mut self) {
        if mem::take(&mut self.pending.standings_changed) {
            self.members.spectators.standings_changed();
        }
        while let Some((_, cohort)) = self.members.spectators.due() {
            let (now, mods) = (self.standings(), self.members.has_following_mods());
            let deliveries = self.members.spectators.tick(cohort, now, mods);
            self.pending.deliveries.extend(deliveries);
        }
        self.deliver();
        for number in 0..FOLLOWERS.len() {
            self.check(number);
        }
        let hidden = self.standings();
        for client in self.mods.values() {
            let rows = hidden.participants.iter().cloned();
            let rows = rows.map(ParticipantInfo::for_mods).collect::<Vec<_>>();
            assert_eq!(client.board.participants, rows);
            assert_eq!(client.board.leader_splits, hidden.leader_splits);
        }
    }

    pub(super) fn check(&self, number: usize) {
        let client = &self.clients[number];
        let Some(connection) = client.connection else {
            return;
        };
        let spectator = self.members.spectators.get(connection).unwrap();
        let mut expected = self.standings();
        if let Some(own) = spectator.audience.own {
            expected.participants = frames::fogged(&expected.participants, own);
        }
        assert_eq!(client.board, expected, "follower {number}");
    }

    pub(super) fn deliver(&mut self) {
        for delivery in mem::take(&mut self.pending.deliveries) {
            match delivery {
                Delivery::Spectators(to, frame) => {
                    for client in &mut self.clients {
                        let Some(connection) = client.connection else {
                            continue;
                        };
                        let spectator = self.members.spectators.get(connection).unwrap();
                        if to.includes(connection, spectator) {
                            for text in frame.texts() {
                                client.hear(ToSpectator::decode(&text).unwrap());
                            }
                        }
                    }
                }
                Delivery::TickMods(frame) => {
                    let ToMod::Tick(tick) = ToMod::decode(&frame.texts()[0]).unwrap() else {
                        panic!("mods that follow get ticks here");
                    };
                    for client in self.mods.values_mut() {
                        client.tick(*tick.clone());
                    }
                }
                Delivery::CloseAll(_) => {
                    for number in 0..FOLLOWERS.len() {
                        self.happen(Happens::Lost(number));
                    }
                    for number in 0..PLAYERS {
                        self.happen(Happens::Mod(number, false));
                    }
                }
                _ => {}
            }
        }
    }
}
