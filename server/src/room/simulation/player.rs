//! A participant: a game, and the mod's own tracker in it.

use std::{collections::BTreeSet, time::Duration};

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use speedfog_protocol::ws::{FromMod, ToMod};
use speedfog_race::{
    ParticipantId,
    fixtures::{FINISH_FLAG, FIRST_FLAG},
};
use speedfog_race_mod::{
    game::{FlagReading, MapId, Place, Reading, Snapshot},
    tracker::{Connection, FlagPhase, NetEvent, Settings, Timing, Tracker},
};

/// Where the gates of the small graph lead.
const GATES: [&str; 8] = [
    "left", "right", "crypt", "tower", "keep", "keep", "boss", "boss",
];

/// Gates until the end.
const CROSSINGS: usize = 25;

#[derive(Debug, Clone, Copy)]
enum Doing {
    Walking { until: Duration },
    Crossing(u32),
    Loading { until: Duration },
    Done,
}

pub(super) struct Player {
    pub(super) participant: ParticipantId,
    tracker: Tracker,
    /// Where this participant has been, and when: node and IGT.
    pub(super) path: Vec<(String, u32)>,
    /// Events that the server has acknowledged.
    pub(super) acknowledged: usize,
    doing: Doing,
    set: BTreeSet<u32>,
    events: Vec<NetEvent>,
}

impl Player {
    pub(super) fn new(participant: ParticipantId) -> Self {
        let settings = Settings {
            seed_id: String::new(),
            solo: false,
            first_event_id: 1,
            timing: Timing::default(),
        };
        Self {
            participant,
            tracker: Tracker::new(settings),
            path: vec![("start".to_owned(), 0)],
            acknowledged: 0,
            doing: Doing::Walking {
                until: Duration::ZERO,
            },
            set: BTreeSet::new(),
            events: Vec::new(),
        }
    }

    /// A frame has come over the line.
    pub(super) fn hears(&mut self, text: &str) {
        let Ok(message) = ToMod::decode(text) else {
            panic!("the mod does not understand {text}");
        };
        if let ToMod::Ack { event_id } = message {
            self.acknowledged = self.acknowledged.max(usize::try_from(event_id).unwrap());
        }
        self.events.push(match message {
            ToMod::AuthOk(auth_ok) => NetEvent::Connected(auth_ok),
            message => NetEvent::Message(message),
        });
    }

    /// The line is gone.
    pub(super) fn loses_line(&mut self) {
        self.events.push(NetEvent::State(Connection::Reconnecting));
    }

    /// One frame of the game. Returns what the mod sends.
    pub(super) fn frame(&mut self, now: Duration, dice: &mut ChaCha8Rng) -> Vec<FromMod> {
        self.doing = match self.doing {
            Doing::Walking { until } if now >= until => self.next_gate(now, dice),
            Doing::Crossing(flag) if self.phase(flag) != Some(FlagPhase::Idle) => Doing::Loading {
                until: now + Duration::from_millis(dice.random_range(100..500)),
            },
            Doing::Loading { until } if now >= until => Doing::Walking {
                until: now + Duration::from_millis(dice.random_range(200..3_000)),
            },
            same => same,
        };
        let snapshot = self.snapshot();
        let out = self
            .tracker
            .step(now, &snapshot, std::mem::take(&mut self.events));
        for flag in out.clear_flags {
            self.set.remove(&flag);
        }
        out.send
    }

    fn phase(&self, flag: u32) -> Option<FlagPhase> {
        self.tracker.flag_phase(flag)
    }

    fn next_gate(&mut self, now: Duration, dice: &mut ChaCha8Rng) -> Doing {
        if self.tracker.igt_ms().is_none() {
            // The race is not known yet.
            return Doing::Walking { until: now };
        }
        if self.path.len() > CROSSINGS {
            self.set.insert(FINISH_FLAG);
            return Doing::Done;
        }
        let idle: Vec<_> = (FIRST_FLAG..)
            .zip(GATES)
            .filter(|(flag, _)| self.phase(*flag) == Some(FlagPhase::Idle))
            .collect();
        let Some((flag, node)) = idle.choose(dice) else {
            // All gates wait for the server.
            return Doing::Walking { until: now };
        };
        self.set.insert(*flag);
        let igt_ms = self.igt_ms() + 2_000;
        self.path.push(((*node).to_owned(), igt_ms));
        Doing::Crossing(*flag)
    }

    /// The game's clock, which moves from gate to gate.
    fn igt_ms(&self) -> u32 {
        self.path.last().map_or(0, |(_, igt_ms)| *igt_ms)
    }

    fn snapshot(&self) -> Snapshot {
        let place = Place {
            map: MapId([10, 0, 0, 0]),
            position: [1.0, 2.0, 3.0],
            play_region: 0,
        };
        let reading = |flag: &u32| FlagReading {
            flag: *flag,
            set: Reading::Present(self.set.contains(flag)),
        };
        Snapshot {
            igt_ms: Reading::Present(self.igt_ms().max(1_000)),
            deaths: Reading::Present(0),
            place: match self.doing {
                Doing::Loading { .. } => Reading::NotYet,
                _ => Reading::Present(place),
            },
            flags: self.tracker.watched().iter().map(reading).collect(),
            travel: None,
        }
    }
}
