//! A follower of ticks knows at every tick what an update of the first version would say.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use speedfog_protocol::{
    rest::Role,
    ws::{ParticipantInfo, ToMod, ToSpectator},
};
use speedfog_race::{
    Command, Correction, Participant, ParticipantId, RaceId, RaceStatus, Report, SeedId, UserId,
    fixtures::{FIRST_FLAG, small_graph},
};
use uuid::Uuid;

use super::*;
use crate::{
    figures::Figures,
    i18n::Locale,
    maps::Maps,
    room::{
        announce::announce,
        connection, frames,
        input::ConnectionId,
        members::{Members, ModMember},
        outbox::Outbox,
        pending::Pending,
        snapshot,
        state::RoomState,
    },
    store::{Member, ParticipantRow, Person, RaceRow, StoredRoom},
    twitch::LiveLogins,
};

const ORGANIZER: UserId = UserId(Uuid::from_u128(0xff));
const PLAYERS: u128 = 4;

fn entry(number: u128) -> ParticipantId {
    ParticipantId(Uuid::from_u128(0x100 + number))
}

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn person(id: UserId, login: &str) -> Person {
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

fn began() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// A race in setup with released seeds and players 0 to 3.
fn room() -> RoomState {
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

/// One thing that happens.
#[derive(Debug, Clone)]
enum Happens {
    Command(Command),
    Mod(u128, bool),
    Renamed(u128, u8),
    Tick,
    /// A follower's line breaks.
    Lost(usize),
}

/// Who follows: everybody's eyes, a racer's, the organizer's, a mod's.
const FOLLOWERS: [Option<UserId>; 4] = [
    None,
    Some(UserId(Uuid::from_u128(0))),
    Some(UserId(Uuid::from_u128(1))),
    Some(ORGANIZER),
];

/// A client that folds what it is told.
#[derive(Debug, Clone, Default)]
struct Client {
    connection: Option<ConnectionId>,
    board: Leaderboard,
    epoch: String,
    seq: u64,
}

impl Client {
    fn hear(&mut self, message: ToSpectator) {
        match message {
            ToSpectator::RaceState(state) => {
                self.begin(
                    state.participants,
                    state.ticks.expect("it follows by ticks"),
                );
            }
            ToSpectator::Tick(tick) => self.tick(*tick),
            ToSpectator::LeaderboardUpdate { .. } | ToSpectator::PlayerUpdate { .. } => {
                panic!("whoever follows by ticks gets no updates")
            }
            _ => {}
        }
    }

    fn begin(&mut self, participants: Vec<ParticipantInfo>, start: TickStart) {
        self.board = Leaderboard {
            participants,
            leader_splits: start.leader_splits,
        };
        self.epoch = start.epoch;
        self.seq = start.seq;
    }

    fn tick(&mut self, tick: Tick) {
        assert_eq!(tick.seq, self.seq + 1, "no hole in the numbers");
        self.seq = tick.seq;
        self.board.apply(tick);
    }
}

struct Play {
    state: RoomState,
    members: Members,
    pending: Pending,
    outbox: Outbox,
    now: DateTime<Utc>,
    clients: [Client; FOLLOWERS.len()],
    mods: HashMap<u128, Client>,
    resumed: usize,
}

impl Play {
    fn new(outbox: Outbox) -> Self {
        Self {
            state: room(),
            members: Members::new(LiveLogins::default(), Figures::off()),
            pending: Pending::default(),
            outbox,
            now: began(),
            clients: Default::default(),
            mods: HashMap::new(),
            resumed: 0,
        }
    }

    fn standings(&self) -> Leaderboard {
        frames::standings(&self.state, &self.members)
    }

    /// Connects a follower that is away, from where it left off. As in a room, everything is told
    /// before that.
    fn come_back(&mut self, number: usize) {
        self.deliver();
        let audience = self
            .state
            .audience(FOLLOWERS[number], Locale::default(), true);
        if self.members.ticks.told().is_none() {
            let now = self.standings();
            self.members.ticks.follow(now);
        }
        let client = &mut self.clients[number];
        let resume = Resume {
            epoch: client.epoch.clone(),
            after: client.seq,
        };
        let frames = match self.members.ticks.missed(&audience, &resume) {
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

    fn happen(&mut self, happens: Happens) {
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
                if self.members.ticks.told().is_none() {
                    let now = self.standings();
                    self.members.ticks.follow(now);
                }
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
                    self.members.remove_spectator(connection);
                }
            }
            Happens::Tick => {}
        }
    }

    fn people_changed(&mut self) {
        let update = frames::leaderboard_update(&self.state, &self.members);
        self.pending.tell_all(update);
    }

    /// A tick, after which everybody who is there knows what is so.
    fn tick(&mut self) {
        if std::mem::take(&mut self.pending.standings_changed) {
            self.members.ticks.change();
        }
        if self.members.ticks.due().is_some() {
            let (now, followers) = (self.standings(), self.members.followers());
            let deliveries = self.members.ticks.tick(now, &followers);
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

    fn check(&self, number: usize) {
        let client = &self.clients[number];
        let Some(connection) = client.connection else {
            return;
        };
        let spectator = &self.members.spectators[&connection];
        let mut expected = self.standings();
        if let Some(own) = spectator.audience.own {
            expected.participants = frames::fogged(&expected.participants, own);
        }
        assert_eq!(client.board, expected, "follower {number}");
    }

    fn deliver(&mut self) {
        for delivery in std::mem::take(&mut self.pending.deliveries) {
            match delivery {
                Delivery::Spectators(to, frame) => {
                    for client in &mut self.clients {
                        let Some(connection) = client.connection else {
                            continue;
                        };
                        let spectator = &self.members.spectators[&connection];
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

fn report() -> impl Strategy<Value = Report> {
    let igt = || prop::option::of(0_u32..5000);
    prop_oneof![
        4 => (igt(), igt()).prop_map(|(igt_ms, death_count)| Report::Status {
            igt_ms, death_count, zone: None,
        }),
        4 => (0_u32..9, igt()).prop_map(|(flag, igt_ms)| Report::Flag {
            flag_id: FIRST_FLAG + flag, igt_ms, event_id: None,
        }),
        1 => Just(Report::Located { node: "left".to_owned().into() }),
        1 => igt().prop_map(|igt_ms| Report::Finished { igt_ms, event_id: None }),
    ]
}

fn happens() -> impl Strategy<Value = Happens> {
    let who = || 0..PLAYERS;
    let correction = (prop::option::of(0_u32..5000), prop::option::of(0_u32..9)).prop_map(
        |(igt_ms, death_count)| Correction {
            igt_ms,
            death_count,
            outcome: None,
        },
    );
    let command = prop_oneof![
        40 => (who(), report()).prop_map(|(who, report)| Command::Report { participant: entry(who), report }),
        4 => who().prop_map(|who| Command::Ready { participant: entry(who) }),
        2 => who().prop_map(|who| Command::RemoveParticipant { participant: entry(who) }),
        4 => who().prop_map(|who| Command::Join { participant: entry(who), user: user(who) }),
        8 => Just(Command::Start { countdown_seconds: None }),
        1 => who().prop_map(|who| Command::Abandon { participant: entry(who) }),
        1 => Just(Command::ForceFinish),
        1 => Just(Command::Reset),
        2 => who().prop_map(|who| Command::Restore { participant: entry(who) }),
        1 => (who(), any::<bool>()).prop_map(|(who, held)| Command::Hold { participant: entry(who), held }),
        1 => (who(), correction).prop_map(|(who, correction)| Command::Correct { participant: entry(who), correction }),
    ];
    prop_oneof![
        10 => command.prop_map(Happens::Command),
        1 => (who(), any::<bool>()).prop_map(|(who, here)| Happens::Mod(who, here)),
        1 => (who(), 0_u8..3).prop_map(|(who, name)| Happens::Renamed(who, name)),
        6 => Just(Happens::Tick),
        3 => (0..FOLLOWERS.len()).prop_map(Happens::Lost),
    ]
}

/// Plays what happens; followers that are away come back at the next tick but one. Returns how often
/// one could go on from where it left off.
fn play(outbox: Outbox, all: Vec<Happens>) -> usize {
    let mut play = Play::new(outbox);
    for happens in all {
        let ticks = matches!(happens, Happens::Tick);
        play.happen(happens);
        if ticks {
            for number in 0..FOLLOWERS.len() {
                if play.clients[number].connection.is_none() {
                    play.come_back(number);
                }
            }
            play.tick();
        }
    }
    play.resumed
}

#[test]
fn followers_know_at_every_tick_what_updates_would_tell_them() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (outbox, _reader, _peer) = runtime.block_on(connection());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(128));
    let resumed = std::cell::Cell::new(0);
    runner
        .run(&prop::collection::vec(happens(), 0..160), |all| {
            resumed.set(resumed.get() + play(outbox.clone(), all));
            Ok(())
        })
        .unwrap();
    assert!(resumed.get() > 0, "followers can come back");
}

#[test]
fn as_many_ticks_are_kept_as_are_worth_it() {
    let state = room();
    let members = Members::new(LiveLogins::default(), Figures::off());
    let standings = frames::standings(&state, &members);
    let rows = |igt_ms| {
        let mut rows = standings.clone();
        rows.participants[0].igt_ms = igt_ms;
        rows
    };
    let anybody = state.audience(None, Locale::default(), true);
    let everybody = Followers {
        unfogged: true,
        ..Followers::default()
    };
    let mut ticks = Ticks::new();
    ticks.follow(rows(0));
    let resume = Resume {
        epoch: ticks.epoch(&anybody),
        after: 0,
    };
    let missed = |ticks: &Ticks| ticks.missed(&anybody, &resume).map(|frames| frames.len());
    ticks.tick(rows(1), &everybody);
    assert_eq!(missed(&ticks), Some(1));
    assert!(ticks.tick(rows(1), &everybody).is_empty(), "nothing is new");
    ticks.tick(rows(2), &everybody);
    assert_eq!(missed(&ticks), Some(2));
    let other = Resume {
        epoch: String::new(),
        after: 1,
    };
    assert_eq!(ticks.missed(&anybody, &other), None);
    let ahead = Resume {
        after: 3,
        ..resume.clone()
    };
    assert_eq!(ticks.missed(&anybody, &ahead), None);
    for igt_ms in 3..3_000 {
        ticks.tick(rows(igt_ms), &everybody);
    }
    assert_eq!(missed(&ticks), None, "too long ago");
    assert!(ticks.kept.as_ref().unwrap().bytes <= KEPT);

    // One that is too long for that is told all the same.
    let mut renamed = rows(3_000);
    renamed.participants[0].twitch_username = "x".repeat(KEPT);
    assert_eq!(ticks.tick(renamed, &everybody).len(), 1);
    assert_eq!(ticks.tick(rows(3_000), &everybody).len(), 1);

    // Long after the last one has left nobody needs to be told anything.
    for igt_ms in 3_000..6_000 {
        ticks.tick(rows(igt_ms), &Followers::default());
    }
    assert!(ticks.told().is_none() && ticks.kept.is_none());
    ticks.change();
    assert_eq!(ticks.due(), None);
}

#[test]
fn spreading_takes_two_thirds_of_the_time_at_most() {
    for (took, expected) in [(0, 100), (66, 100), (68, 102), (80, 120), (400, 600)] {
        let pause = pause(Duration::from_millis(took));
        assert_eq!(pause, Duration::from_millis(expected), "{took} ms");
    }
}
