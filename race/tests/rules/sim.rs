//! A race to play with, and short ways to say what happens in it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use speedfog_race::fixtures::{FIRST_FLAG, small_graph};
use speedfog_race::{
    Command, Event, NodeId, Participant, ParticipantId, Progress, Race, RaceId, RaceRecord,
    Refusal, Report, SeedId, UserId,
};
use uuid::Uuid;

pub(crate) const ORGANIZER: UserId = UserId(Uuid::from_u128(0xff));
pub(crate) const SEED: SeedId = SeedId(Uuid::from_u128(0x5eed));

pub(crate) fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

/// The entry of `user(number)`.
pub(crate) fn entry(number: u128) -> ParticipantId {
    ParticipantId(Uuid::from_u128(0x100 + number))
}

pub(crate) fn epoch() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub(crate) struct Sim {
    pub(crate) race: Race,
    pub(crate) now: DateTime<Utc>,
    pub(crate) log: Vec<(Event, DateTime<Utc>)>,
}

impl Sim {
    /// A race just made, on the small graph.
    pub(crate) fn new() -> Self {
        let mut record = RaceRecord::new(RaceId(Uuid::from_u128(1)), ORGANIZER);
        record.seed = Some(SEED);
        record.settings.open_registration = true;
        let race = Race::restore(record, Some(Arc::new(small_graph())));
        Self {
            race,
            now: epoch(),
            log: Vec::new(),
        }
    }

    /// A race with participants 0 to `players` (exclusive), seeds released.
    pub(crate) fn released(players: u128) -> Self {
        let mut sim = Self::new();
        for number in 0..players {
            sim.give(Command::Join {
                participant: entry(number),
                user: user(number),
            })
            .unwrap();
        }
        sim.give(Command::ReleaseSeeds).unwrap();
        sim
    }

    /// Such a race, running.
    pub(crate) fn running(players: u128) -> Self {
        let mut sim = Self::released(players);
        sim.give(Command::Start {
            countdown_seconds: None,
        })
        .unwrap();
        sim
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    pub(crate) fn give(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        let events = self.race.decide(command, self.now)?;
        for event in &events {
            self.race.apply(event, self.now);
            self.log.push((event.clone(), self.now));
        }
        Ok(events)
    }

    pub(crate) fn report(&mut self, number: u128, report: Report) -> Result<Vec<Event>, Refusal> {
        self.give(Command::Report {
            participant: entry(number),
            report,
        })
    }

    pub(crate) fn player(&self, number: u128) -> &Participant {
        self.race.participant(entry(number)).unwrap()
    }
}

/// The kinds of the events, in one line.
pub(crate) fn kinds(events: &[Event]) -> String {
    events.iter().map(Event::kind).collect::<Vec<_>>().join(" ")
}

/// Progress in one line: `start@0 left@5000+2 | at left | layer 1 | igt 5000 | deaths 2`.
pub(crate) fn summary(progress: &Progress) -> String {
    let visits: Vec<_> = progress
        .zone_history
        .iter()
        .map(|visit| match visit.deaths {
            0 => format!("{}@{}", visit.node, visit.igt_ms),
            deaths => format!("{}@{}+{deaths}", visit.node, visit.igt_ms),
        })
        .collect();
    let zone = progress
        .current_zone
        .as_ref()
        .map_or("nowhere", NodeId::as_str);
    format!(
        "{} | at {zone} | layer {} | igt {} | deaths {}",
        visits.join(" "),
        progress.current_layer,
        progress.igt_ms,
        progress.death_count
    )
}

pub(crate) fn tick(igt_ms: u32, death_count: u32) -> Report {
    Report::Status {
        igt_ms: Some(igt_ms),
        death_count: Some(death_count),
        zone: None,
    }
}

/// The flag `number` after the first of the small graph.
pub(crate) fn flag(number: u32, igt_ms: u32) -> Report {
    Report::Flag {
        flag_id: FIRST_FLAG + number,
        igt_ms: Some(igt_ms),
        event_id: None,
    }
}

pub(crate) fn flag_with_id(number: u32, igt_ms: u32, event_id: u64) -> Report {
    Report::Flag {
        flag_id: FIRST_FLAG + number,
        igt_ms: Some(igt_ms),
        event_id: Some(event_id),
    }
}

pub(crate) fn finished(igt_ms: u32) -> Report {
    Report::Finished {
        igt_ms: Some(igt_ms),
        event_id: None,
    }
}

pub(crate) fn located(node: &str) -> Report {
    Report::Located { node: node.into() }
}

pub(crate) fn zone(node: Option<&str>, igt_ms: u32) -> Report {
    Report::Zone {
        node: node.map(NodeId::from),
        igt_ms: Some(igt_ms),
        event_id: None,
    }
}

/// Flags of the small graph, by the node they enter.
pub(crate) const LEFT: u32 = 0;
pub(crate) const RIGHT: u32 = 1;
pub(crate) const CRYPT: u32 = 2;
pub(crate) const TOWER: u32 = 3;
pub(crate) const KEEP_FROM_CRYPT: u32 = 4;
pub(crate) const KEEP_FROM_TOWER: u32 = 5;
pub(crate) const BOSS: u32 = 7;
pub(crate) const FINISH: u32 = speedfog_race::fixtures::FINISH_FLAG - FIRST_FLAG;
