//! What holds for the tracker whatever happens.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;
use speedfog_protocol::ws::{FromMod, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::game::{FlagReading, MapId, Place, Reading, Snapshot};
use speedfog_race_mod::tracker::{NetEvent, Tracker};

use crate::script::{
    FINISH, GATE, GATE_2, SAVED_GATE, connected, lost, own_is, says, settings, status, zone,
};

#[derive(Clone, Debug)]
enum Happens {
    Connect(RaceStatus),
    Lose,
    Say(RaceStatus),
    Own(ParticipantStatus),
    Zone,
    Ack(u64),
    Set(u32),
    Unset(u32),
    Hide(u32),
    Load,
    Arrive,
    Nothing,
}

fn flag() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![GATE, GATE_2, FINISH, SAVED_GATE])
}

fn race_status() -> impl Strategy<Value = RaceStatus> {
    prop::sample::select(vec![
        RaceStatus::Running,
        RaceStatus::Running,
        RaceStatus::Setup,
        RaceStatus::Finished,
    ])
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        2 => race_status().prop_map(Happens::Connect),
        1 => Just(Happens::Lose),
        1 => race_status().prop_map(Happens::Say),
        1 => prop::sample::select(vec![ParticipantStatus::Playing, ParticipantStatus::Finished])
            .prop_map(Happens::Own),
        1 => Just(Happens::Zone),
        1 => (1..6u64).prop_map(Happens::Ack),
        3 => flag().prop_map(Happens::Set),
        2 => flag().prop_map(Happens::Unset),
        1 => flag().prop_map(Happens::Hide),
        2 => Just(Happens::Load),
        2 => Just(Happens::Arrive),
        2 => Just(Happens::Nothing),
    ]
}

/// A game and the facts that the properties speak of.
struct World {
    tracker: Tracker,
    now: Duration,
    flags: BTreeMap<u32, Option<bool>>,
    readable: bool,
    igt_ms: u32,
    connected: bool,
    race: Option<RaceStatus>,
    done: bool,
    /// Whether the flag may be sent: never sent, read as off, or disconnected since.
    may_send: BTreeMap<u32, bool>,
    last_event_id: u64,
}

impl World {
    fn new() -> Self {
        let flags = [GATE, GATE_2, FINISH, SAVED_GATE];
        Self {
            tracker: Tracker::new(settings()),
            now: Duration::ZERO,
            flags: flags.map(|flag| (flag, Some(false))).into(),
            readable: false,
            igt_ms: 1000,
            connected: false,
            race: None,
            done: false,
            may_send: flags.map(|flag| (flag, true)).into(),
            last_event_id: 0,
        }
    }

    fn forget(&mut self) {
        self.may_send.values_mut().for_each(|may| *may = true);
    }

    fn happen(&mut self, what: Happens) -> Vec<FromMod> {
        let mut events: Vec<NetEvent> = Vec::new();
        match what {
            Happens::Connect(race) => {
                events.extend([lost(), connected(race)]);
                (self.connected, self.race, self.done) = (true, Some(race), false);
                self.forget();
            }
            Happens::Lose => {
                events.push(lost());
                self.connected = false;
                self.forget();
            }
            // Only a live connection says anything.
            Happens::Say(race) if self.connected => {
                events.push(says(status(race)));
                if race == RaceStatus::Setup {
                    self.forget();
                }
                self.race = Some(race);
            }
            Happens::Own(own) if self.connected => {
                events.push(says(own_is(own)));
                self.done = own == ParticipantStatus::Finished;
            }
            Happens::Zone if self.connected => events.push(says(zone("somewhere"))),
            Happens::Ack(event_id) if self.connected => {
                events.push(says(ToMod::Ack { event_id }));
            }
            Happens::Set(flag) => {
                self.flags.insert(flag, Some(true));
            }
            Happens::Unset(flag) => {
                self.flags.insert(flag, Some(false));
                self.may_send.insert(flag, true);
            }
            Happens::Hide(flag) => {
                self.flags.insert(flag, None);
            }
            Happens::Load => self.readable = false,
            Happens::Arrive => self.readable = true,
            _ => {}
        }
        self.now += Duration::from_millis(150);
        self.igt_ms += 150;
        let place = Place {
            map: MapId([10, 0, 0, 0]),
            position: [1.0; 3],
            play_region: 0,
        };
        let snapshot = Snapshot {
            igt_ms: Reading::Present(self.igt_ms),
            deaths: Reading::Present(0),
            place: if self.readable {
                Reading::Present(place)
            } else {
                Reading::NotYet
            },
            flags: self
                .tracker
                .watched()
                .iter()
                .map(|flag| FlagReading {
                    flag: *flag,
                    set: self.flags[flag].map_or(Reading::NotYet, Reading::Present),
                })
                .collect(),
            travel: None,
        };
        let out = self.tracker.step(self.now, &snapshot, events);
        for flag in out.clear_flags {
            self.flags.insert(flag, Some(false));
            self.may_send.insert(flag, true);
        }
        out.send
    }

    fn check(&mut self, sent: &[FromMod]) {
        for message in sent {
            match message {
                FromMod::Ready | FromMod::Clock { .. } => assert!(self.connected),
                _ => {
                    assert!(self.connected, "{message:?} without a connection");
                    assert_eq!(self.race, Some(RaceStatus::Running), "{message:?}");
                    assert!(!self.done, "{message:?} after the finish");
                }
            }
            if let FromMod::EventFlag(event) = message {
                let may = self.may_send.insert(event.flag_id, false);
                assert_eq!(may, Some(true), "{event:?} is sent twice");
                let id = event.event_id.expect("flags are numbered");
                self.last_event_id = self.last_event_id.max(id);
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_sent_twice_or_out_of_place(
        story in prop::collection::vec(happens(), 0..60)
    ) {
        let mut world = World::new();
        for what in story {
            let sent = world.happen(what);
            world.check(&sent);
        }
    }

    #[test]
    fn whatever_is_seen_in_a_running_race_is_sent_in_the_end(
        story in prop::collection::vec(happens(), 0..40)
    ) {
        let mut world = World::new();
        world.happen(Happens::Arrive);
        world.happen(Happens::Connect(RaceStatus::Running));
        world.happen(Happens::Unset(GATE));
        world.happen(Happens::Nothing);
        world.happen(Happens::Load);
        let mut sent = world.happen(Happens::Set(GATE));
        for what in story {
            // The race goes on for this player; everything else may happen.
            let what = match what {
                Happens::Connect(_) => Happens::Connect(RaceStatus::Running),
                Happens::Say(_) | Happens::Own(_) => Happens::Nothing,
                what => what,
            };
            sent.extend(world.happen(what));
        }
        for what in
            [Happens::Connect(RaceStatus::Running), Happens::Arrive, Happens::Load, Happens::Arrive]
        {
            sent.extend(world.happen(what));
        }
        let crossed = |message: &FromMod| {
            matches!(message, FromMod::EventFlag(event) if event.flag_id == GATE)
        };
        prop_assert!(sent.iter().any(crossed));
    }
}
