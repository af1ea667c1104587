//! The tracker: what the game shows and the server says go in, messages come out.
//!
//! It is called once per frame and does no I/O; time is an argument. It keeps every event flag
//! until the server has it, decides when a flag counts, and knows what the overlay shows. It
//! never decides a rule of the race: gaps come from the rules' own package, everything else from
//! the server.

mod connection;
mod countdown;
mod flags;
mod loading;
mod messages;
mod output;
mod pending;
mod race_view;
mod settings;
mod zone;

use std::time::Duration;

use speedfog_protocol::RaceStatus;
use speedfog_protocol::ws::{FromMod, StatusUpdate, ZoneQuery};

pub use connection::{Connection, NetEvent, Trouble};
pub use flags::FlagPhase;
pub use output::{Happening, Output};
pub use pending::{Pending, PendingFlag, RunKey};
pub use race_view::{RaceView, Row};
pub use settings::{Settings, Timing};

use countdown::ClockSync;
use flags::{FlagBook, Poll};
use loading::Loading;
use zone::ZoneDisplay;

/// A clock that went back to less than this belongs to another character. A little back it goes
/// also when a save is loaded.
const NEW_CHARACTER_MS: u32 = 60_000;

/// Silence of a server that has been sent something, after which it is asked for a sign of life.
const PROBE: Duration = Duration::from_secs(5);
/// The same, after which the player is told.
const SILENCE: Duration = Duration::from_secs(10);

/// Follows one run. See the module's text.
#[derive(Debug)]
pub struct Tracker {
    settings: Settings,
    connection: Connection,
    connection_since: Duration,
    race: Option<RaceView>,
    flags: FlagBook,
    loading: Loading,
    zone: ZoneDisplay,
    sync: ClockSync,
    /// The last positive in-game time, which stands in while the game shows none.
    last_igt_ms: Option<u32>,
    last_deaths: Option<u32>,
    /// Since when the player is in the world and no flag can be read.
    blind_since: Option<Duration>,
    /// When the server was last heard.
    heard_at: Duration,
    /// When it was last asked for a sign of life.
    probed_at: Duration,
    /// Whether it has been silent for too long about what was sent.
    unanswered: bool,
    /// The time shown since the race ended without this player's finish.
    frozen_igt_ms: Option<u32>,
    go_until: Option<Duration>,
    next_poll: Duration,
    next_status: Duration,
    /// A fresh connection wants every flag looked at again.
    rescan: bool,
    /// The last status sent on the live connection.
    last_status: Option<StatusUpdate>,
    /// The last message sent that is not one of many, as it was sent.
    last_sent: String,
    /// When the last message came that is not one of many, and its type.
    last_heard: Option<(Duration, &'static str)>,
    /// Whether somebody keeps progress on disk.
    keeps_progress: bool,
    /// The run whose progress is kept.
    run: Option<RunKey>,
    /// Until when nothing is sent, because what an earlier process left comes first.
    restoring_until: Option<Duration>,
}

impl Tracker {
    /// A tracker that has seen nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            connection: Connection::Connecting,
            connection_since: Duration::ZERO,
            race: None,
            flags: FlagBook::new(settings.first_event_id),
            loading: Loading::default(),
            zone: ZoneDisplay::default(),
            sync: ClockSync::default(),
            last_igt_ms: None,
            last_deaths: None,
            blind_since: None,
            heard_at: Duration::ZERO,
            probed_at: Duration::ZERO,
            unanswered: false,
            frozen_igt_ms: None,
            go_until: None,
            next_poll: Duration::ZERO,
            next_status: Duration::ZERO,
            rescan: false,
            last_status: None,
            last_sent: String::new(),
            last_heard: None,
            keeps_progress: false,
            run: None,
            restoring_until: None,
            settings,
        }
    }

    /// Says that somebody keeps progress on disk: from now on the output tells what to keep, and
    /// flags wait a moment for [`restore`](Self::restore) before they are sent.
    pub fn keep_progress(&mut self) {
        self.keeps_progress = true;
    }

    /// Takes over what an earlier process left of the run that the output asked for. The answer
    /// to an older question is ignored.
    pub fn restore(&mut self, run: RunKey, pending: &Pending) {
        if self.run == Some(run) {
            self.restoring_until = None;
            self.flags.restore(pending);
        }
    }

    /// The flags whose readings the next snapshot should hold, ascending.
    #[must_use]
    pub fn watched(&self) -> &[u32] {
        self.flags.watched()
    }

    /// Takes in one frame. `now` is the time since any fixed instant and never goes back;
    /// `events` are what the connection has brought since the last frame, in order.
    pub fn step(
        &mut self,
        now: Duration,
        game: &crate::game::Snapshot,
        events: impl IntoIterator<Item = NetEvent>,
    ) -> Output {
        let mut out = Output::default();
        for event in events {
            self.hear(now, event, &mut out);
        }
        if let Some(igt_ms) = game.igt_ms.present().filter(|igt_ms| *igt_ms > 0) {
            if igt_ms < NEW_CHARACTER_MS && self.last_igt_ms > Some(igt_ms) {
                self.flags.another_character();
            }
            self.last_igt_ms = Some(igt_ms);
        }
        self.last_deaths = game.deaths.present().or(self.last_deaths);
        self.look_for_flags(now, game);
        if let Some(grace) = game.travel {
            self.loading.travel_began(now, grace);
        }
        let exited = self.loading.observe(now, game.readable().is_some());
        if exited || self.rescan || now >= self.next_poll {
            self.poll(now, game, &mut out);
        }
        if exited {
            let grace = self.loading.take_grace(now);
            let crossed = self.flags.release_held();
            if !crossed && self.may_report() {
                out.send.extend(query(game, grace));
            }
        }
        self.send_flags(now, &mut out);
        self.look_for_answers(now, &mut out);
        self.send_status(now, game, &mut out);
        if self.connection == Connection::Connected {
            out.send.extend(self.sync.ask(now));
        }
        let is_rare =
            |message: &&FromMod| matches!(message, FromMod::EventFlag(_) | FromMod::ZoneQuery(_));
        if let Some(message) = out.send.iter().rfind(is_rare) {
            self.last_sent = message.encode();
        }
        if let (Some(run), None) = (self.run, self.restoring_until) {
            out.keep = self.flags.changes().map(|pending| (run, pending));
        }
        self.zone.observe(
            now,
            self.loading.readable_since(),
            self.settings.timing.zone_delay,
        );
        out
    }

    /// Notes since when the player plays without a single flag that can be read. Loading screens
    /// and a connection still to be made say nothing.
    fn look_for_flags(&mut self, now: Duration, game: &crate::game::Snapshot) {
        if game.flags.is_empty() || game.flags.iter().any(|flag| flag.set.present().is_some()) {
            self.blind_since = None;
        } else if game.readable().is_some() {
            self.blind_since.get_or_insert(now);
        }
    }

    /// Notes whether the server says nothing while progress waits for its word. The line may be
    /// dead long before the system tells. It is asked for a sign of life first: a server that
    /// lives may have its reasons not to confirm something.
    fn look_for_answers(&mut self, now: Duration, out: &mut Output) {
        let waits = self.connection == Connection::Connected && self.flags.waits_for(now, PROBE);
        let silent_for = now.saturating_sub(self.heard_at);
        if waits && silent_for >= PROBE && now.saturating_sub(self.probed_at) >= PROBE {
            self.probed_at = now;
            self.sync.ask_now();
        }
        let unanswered = waits && silent_for >= SILENCE;
        if unanswered && !self.unanswered {
            out.happened.push(Happening::NoAnswer);
        }
        self.unanswered = unanswered;
    }

    /// Whether gameplay messages make sense now.
    fn may_report(&self) -> bool {
        self.connection == Connection::Connected && self.counts()
    }

    /// Whether what happens in the game counts, by the last word of the server.
    fn counts(&self) -> bool {
        self.race
            .as_ref()
            .is_some_and(|race| race.status() == RaceStatus::Running && !race.own_done())
    }

    fn poll(&mut self, now: Duration, game: &crate::game::Snapshot, out: &mut Output) {
        self.next_poll = now + self.settings.timing.poll;
        let readable = game.readable().is_some();
        let at_once = self.rescan && readable;
        // The first snapshot after a change of seed was asked for the flags of before.
        let complete = game
            .flags
            .iter()
            .map(|reading| &reading.flag)
            .eq(self.flags.watched());
        self.rescan &= !complete;
        let poll = Poll {
            counts: self.counts(),
            at_once,
            readable,
            igt_ms: self.last_igt_ms,
        };
        let polled = self.flags.poll(&game.flags, poll);
        out.happened
            .extend(polled.seen.into_iter().map(|flag| Happening::FlagSeen {
                flag,
                igt_ms: self.last_igt_ms,
            }));
        out.clear_flags.extend(polled.clear);
    }

    fn send_flags(&mut self, now: Duration, out: &mut Output) {
        if self.connection != Connection::Connected {
            return;
        }
        if !self.counts() {
            self.flags.give_up();
            return;
        }
        match self.restoring_until {
            Some(until) if now < until => return,
            // A disk that does not answer must not cost the race.
            _ => self.restoring_until = None,
        }
        if !self.sync.acknowledges() {
            self.flags
                .confirm_older_than(now, self.settings.timing.unconfirmed);
        }
        for event in self.flags.take_to_send(now) {
            out.happened.push(Happening::FlagSent {
                flag: event.flag_id,
            });
            out.send.push(FromMod::EventFlag(event));
        }
    }

    fn send_status(&mut self, now: Duration, game: &crate::game::Snapshot, out: &mut Output) {
        let Some(igt_ms) = game.igt_ms.present().filter(|igt_ms| *igt_ms > 0) else {
            return;
        };
        if now >= self.next_status && self.may_report() {
            self.next_status = now + self.settings.timing.status;
            let status = StatusUpdate {
                igt_ms: Some(igt_ms),
                death_count: game.deaths.present(),
                current_zone: None,
            };
            self.last_status = Some(status.clone());
            out.send.push(FromMod::StatusUpdate(status));
        }
    }
}

/// Asks the server where the player came out; none if the game shows nothing to ask with.
fn query(game: &crate::game::Snapshot, grace: Option<u32>) -> Option<FromMod> {
    let place = game.readable();
    (grace.is_some() || place.is_some()).then(|| {
        FromMod::ZoneQuery(ZoneQuery {
            grace_entity_id: grace,
            map_id: place.map(|place| place.map.to_string()),
            position: place.map(|place| place.position),
            play_region_id: place.map(|place| place.play_region),
        })
    })
}
