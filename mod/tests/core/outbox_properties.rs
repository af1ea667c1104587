//! No crash of anything costs a gate or counts it twice.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use proptest::prelude::*;
use speedfog_protocol::RaceStatus;
use speedfog_protocol::ws::{EventFlag, FromMod, ToMod};
use speedfog_race_mod::game::{FlagReading, MapId, Place, Reading, Snapshot};
use speedfog_race_mod::tracker::{NetEvent, Pending, Settings, Tracker};

use crate::script::{GATE, GATE_2, SAVED_GATE, connected, lost, says, settings};

#[derive(Clone, Debug)]
enum Happens {
    /// A gate is crossed, if it was not before.
    Cross(u32),
    Load,
    Arrive,
    Connect,
    Lose,
    /// The server deals with that many messages.
    Serve(usize),
    /// Its answers reach the mod.
    Answer,
    /// The game dies; after that nothing is connected.
    Crash,
    Wait,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => prop::sample::select(vec![GATE, GATE_2, SAVED_GATE]).prop_map(Happens::Cross),
        2 => Just(Happens::Load),
        3 => Just(Happens::Arrive),
        3 => Just(Happens::Connect),
        1 => Just(Happens::Lose),
        3 => (1..4usize).prop_map(Happens::Serve),
        2 => Just(Happens::Answer),
        2 => Just(Happens::Crash),
        2 => Just(Happens::Wait),
    ]
}

/// Server, line, disk and game.
struct World {
    tracker: Tracker,
    now: Duration,
    igt_ms: u32,
    readable: bool,
    /// Flags that are set in the game.
    set: BTreeMap<u32, bool>,
    /// In-game time of every crossing that the mod had a chance to see.
    crossed: BTreeMap<u32, u32>,
    disk: Pending,
    connected: bool,
    on_the_way: VecDeque<EventFlag>,
    answers: Vec<u64>,
    last_event_id: Option<u64>,
    stored: Vec<(u32, u32)>,
    processes: u64,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            tracker: Tracker::new(settings()),
            now: Duration::ZERO,
            igt_ms: 1000,
            readable: true,
            set: BTreeMap::new(),
            crossed: BTreeMap::new(),
            disk: Pending::default(),
            connected: false,
            on_the_way: VecDeque::new(),
            answers: Vec::new(),
            last_event_id: None,
            stored: Vec::new(),
            processes: 0,
        };
        world.start();
        world
    }

    fn start(&mut self) {
        // The system's clock jumps back with every process.
        self.processes += 1;
        self.tracker = Tracker::new(Settings {
            first_event_id: 1000 - self.processes,
            ..settings()
        });
        self.tracker.keep_progress();
    }

    fn disconnect(&mut self) {
        self.connected = false;
        self.on_the_way.clear();
        self.answers.clear();
    }

    fn happen(&mut self, what: Happens) {
        let mut events = Vec::new();
        match what {
            Happens::Cross(flag)
                if !self.tracker.watched().is_empty() && !self.crossed.contains_key(&flag) =>
            {
                self.set.insert(flag, true);
                self.crossed.insert(flag, self.igt_ms + 150);
            }
            Happens::Load => self.readable = false,
            Happens::Arrive => self.readable = true,
            Happens::Connect => {
                self.disconnect();
                events.extend([lost(), connected(RaceStatus::Running)]);
                self.connected = true;
            }
            Happens::Lose => {
                self.disconnect();
                events.push(lost());
            }
            Happens::Serve(count) => self.serve(count),
            Happens::Answer => {
                let answers = std::mem::take(&mut self.answers);
                events.extend(
                    answers
                        .into_iter()
                        .map(|event_id| says(ToMod::Ack { event_id })),
                );
            }
            Happens::Crash => {
                self.disconnect();
                self.set.retain(|flag, _| *flag == SAVED_GATE);
                self.readable = false;
                self.start();
            }
            Happens::Cross(_) | Happens::Wait => {}
        }
        self.step(events);
    }

    /// As the rules have it: a number that is not larger than the last changes nothing.
    fn serve(&mut self, count: usize) {
        for _ in 0..count {
            let Some(event) = self.on_the_way.pop_front() else {
                return;
            };
            let id = event.event_id.expect("events are numbered");
            if self.last_event_id.is_none_or(|last| id > last) {
                self.last_event_id = Some(id);
                let igt_ms = event.igt_ms.expect("the time is known");
                self.stored.push((event.flag_id, igt_ms));
            }
            self.answers.push(id);
        }
    }

    fn step(&mut self, events: Vec<NetEvent>) {
        self.now += Duration::from_millis(150);
        self.igt_ms += 150;
        let place = Place {
            map: MapId([10, 0, 0, 0]),
            position: [1.0; 3],
            play_region: 0,
        };
        let reading = |flag: &u32| FlagReading {
            flag: *flag,
            set: Reading::Present(self.set.contains_key(flag)),
        };
        let snapshot = Snapshot {
            igt_ms: Reading::Present(self.igt_ms),
            deaths: Reading::Present(0),
            place: if self.readable {
                Reading::Present(place)
            } else {
                Reading::NotYet
            },
            flags: self.tracker.watched().iter().map(reading).collect(),
            travel: None,
        };
        let out = self.tracker.step(self.now, &snapshot, events);
        if let Some((_, pending)) = out.keep {
            self.disk = pending;
        }
        if let Some(run) = out.restore {
            self.tracker.restore(run, &self.disk);
        }
        for flag in out.clear_flags {
            assert!(
                self.stored.iter().any(|(stored, _)| *stored == flag),
                "{flag} is forgotten before the server has it"
            );
            self.set.remove(&flag);
        }
        assert!(self.connected || out.send.is_empty());
        self.on_the_way
            .extend(out.send.into_iter().filter_map(|message| match message {
                FromMod::EventFlag(event) => Some(event),
                _ => None,
            }));
    }
}

proptest! {
    #[test]
    fn every_gate_counts_once_with_its_time(story in prop::collection::vec(happens(), 0..60)) {
        let mut world = World::new();
        for what in story {
            world.happen(what);
        }
        // In the end everything works for a while.
        let end = [
            Happens::Connect,
            Happens::Load,
            Happens::Arrive,
            Happens::Wait,
            Happens::Serve(10),
            Happens::Answer,
            Happens::Wait,
            Happens::Wait,
        ];
        for what in end {
            world.happen(what);
        }
        let mut stored = world.stored.clone();
        stored.sort_unstable();
        let crossed: Vec<_> = world.crossed.into_iter().collect();
        prop_assert_eq!(stored, crossed);
        prop_assert!(world.disk.flags.is_empty(), "{:?}", world.disk);
    }
}
