//! Event flags on their way from the game to the server.
//!
//! Idle → held (waiting for the end of the loading screen) → to send → sent → reported. A flag
//! with its in-game time stays here until the server has it, whatever happens to connections.

use std::collections::BTreeMap;
use std::time::Duration;

use speedfog_protocol::ws::EventFlag;

use super::{Pending, PendingFlag};
use crate::game::FlagReading;

/// First category of flags that the game saves and never forgets by itself; flags below vanish
/// when an area reloads.
///
/// # Source
/// Seeds of format 4.1 use category 1040292, those of 4.4 start at flag 1050294000.
const FIRST_SAVED_CATEGORY: u32 = 1_050_294;

/// Where a flag is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagPhase {
    /// Not set, or not seen yet.
    Idle,
    /// Seen; waits for the end of the loading screen.
    Held,
    /// Waits for a connection.
    ToSend,
    /// Sent; the server may not have it.
    Sent,
    /// The server has it, or does not want it.
    Reported,
}

#[derive(Clone, Copy, Debug)]
struct Flag {
    phase: FlagPhase,
    /// Place in the order in which flags were seen; negative before this process.
    order: i64,
    igt_ms: Option<u32>,
    event_id: Option<u64>,
    sent_at: Duration,
}

impl Flag {
    const IDLE: Self = Self {
        phase: FlagPhase::Idle,
        order: 0,
        igt_ms: None,
        event_id: None,
        sent_at: Duration::ZERO,
    };
}

/// Circumstances of a look at the flags.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poll {
    /// Whether a flag that is set now counts.
    pub(super) counts: bool,
    /// Whether flags go out without waiting for the end of a loading screen.
    pub(super) at_once: bool,
    /// Whether the player is in the world, so that "not set" can be believed.
    pub(super) readable: bool,
    /// In-game time of the moment.
    pub(super) igt_ms: Option<u32>,
}

/// What a look at the flags found.
#[derive(Debug, Default)]
pub(super) struct Polled {
    /// Flags that are set and count.
    pub(super) seen: Vec<u32>,
    /// Flags that the game would keep for ever.
    pub(super) clear: Vec<u32>,
}

/// All flags of the seed.
#[derive(Debug)]
pub(super) struct FlagBook {
    flags: BTreeMap<u32, Flag>,
    watched: Vec<u32>,
    finish: Option<u32>,
    next_order: i64,
    next_event_id: u64,
    /// The first place of the character who plays now, if another played before in this start
    /// of the race.
    character_from: Option<i64>,
    /// Whether what must outlive this process is another than was last asked for.
    changed: bool,
}

impl FlagBook {
    pub(super) fn new(first_event_id: u64) -> Self {
        Self {
            flags: BTreeMap::new(),
            watched: Vec::new(),
            finish: None,
            next_order: 0,
            next_event_id: first_event_id,
            character_from: None,
            changed: false,
        }
    }

    pub(super) fn watched(&self) -> &[u32] {
        &self.watched
    }

    /// Takes over the flags of a seed; those known before keep their state.
    pub(super) fn watch(&mut self, flags: &[u32], finish: Option<u32>) {
        let known = std::mem::take(&mut self.flags);
        self.flags = flags
            .iter()
            .chain(&finish)
            .map(|flag| (*flag, known.get(flag).copied().unwrap_or(Flag::IDLE)))
            .collect();
        self.watched = self.flags.keys().copied().collect();
        self.changed = true;
        self.finish = finish;
    }

    /// Forgets what was seen; the flags stay watched.
    pub(super) fn clear(&mut self) {
        for flag in self.flags.values_mut() {
            *flag = Flag::IDLE;
        }
        self.started();
        self.changed = true;
    }

    /// The race starts: whoever plays now has begun before.
    pub(super) fn started(&mut self) {
        self.character_from = None;
    }

    /// Another character plays from now on.
    pub(super) fn another_character(&mut self) {
        self.character_from = Some(self.next_order);
    }

    /// The race has started anew since the last word of the server. What was seen before is of
    /// no use, and the game is to forget it; only a character who began since then has made any
    /// progress that counts.
    pub(super) fn restarted(&mut self) {
        let from = self.character_from.take().unwrap_or(i64::MAX);
        for flag in self.flags.values_mut() {
            if flag.phase != FlagPhase::Idle && flag.order < from {
                flag.phase = FlagPhase::Reported;
            }
        }
        self.changed = true;
    }

    /// Has [`changes`](Self::changes) tell everything again.
    pub(super) fn keep_again(&mut self) {
        self.changed = true;
    }

    /// What must outlive this process, if it is another than the last time.
    pub(super) fn changes(&mut self) -> Option<Pending> {
        std::mem::take(&mut self.changed).then(|| self.pending())
    }

    fn pending(&self) -> Pending {
        let mut kept: Vec<_> = self
            .flags
            .iter()
            .filter(|(id, flag)| match flag.phase {
                FlagPhase::Idle => false,
                FlagPhase::Held | FlagPhase::ToSend | FlagPhase::Sent => true,
                // Without this a restarted game would show it again as if it were new.
                FlagPhase::Reported => is_saved(**id) && self.finish != Some(**id),
            })
            .collect();
        kept.sort_by_key(|(_, flag)| flag.order);
        let flags = kept.into_iter().map(|(id, flag)| PendingFlag {
            flag: *id,
            igt_ms: flag.igt_ms,
            event_id: flag.event_id,
            confirmed: flag.phase == FlagPhase::Reported,
        });
        Pending {
            next_event_id: self.next_event_id,
            flags: flags.collect(),
        }
    }

    /// Takes over what an earlier process left. Its word counts more than what this one has seen
    /// meanwhile, which is the same flag later; but what was sent is sent.
    pub(super) fn restore(&mut self, pending: &Pending) {
        self.next_event_id = self.next_event_id.max(pending.next_event_id);
        for (order, kept) in (i64::MIN..).zip(&pending.flags) {
            let Some(flag) = self.flags.get_mut(&kept.flag) else {
                continue;
            };
            if flag.event_id.is_some() {
                continue;
            }
            *flag = Flag {
                phase: if kept.confirmed {
                    FlagPhase::Reported
                } else {
                    FlagPhase::ToSend
                },
                order,
                igt_ms: kept.igt_ms,
                event_id: kept.event_id,
                sent_at: Duration::ZERO,
            };
        }
        self.changed = true;
    }

    pub(super) fn phase(&self, flag: u32) -> Option<FlagPhase> {
        self.flags.get(&flag).map(|flag| flag.phase)
    }

    /// Looks at the flags. Readings without a value change nothing.
    pub(super) fn poll(&mut self, readings: &[FlagReading], poll: Poll) -> Polled {
        let mut polled = Polled::default();
        for reading in readings {
            let (Some(set), Some(flag)) =
                (reading.set.present(), self.flags.get_mut(&reading.flag))
            else {
                continue;
            };
            let is_finish = self.finish == Some(reading.flag);
            match (flag.phase, set) {
                // It belongs to the time before the start or after the end.
                (FlagPhase::Idle, true) if !poll.counts => {
                    flag.phase = FlagPhase::Reported;
                    self.changed = true;
                }
                (FlagPhase::Idle, true) => {
                    // The final boss dies without a loading screen.
                    let now = is_finish || poll.at_once;
                    *flag = Flag {
                        phase: if now {
                            FlagPhase::ToSend
                        } else {
                            FlagPhase::Held
                        },
                        order: self.next_order,
                        igt_ms: poll.igt_ms,
                        ..Flag::IDLE
                    };
                    self.next_order += 1;
                    self.changed = true;
                    polled.seen.push(reading.flag);
                }
                (FlagPhase::Reported, false) if poll.readable => {
                    *flag = Flag::IDLE;
                    self.changed = true;
                }
                (FlagPhase::Reported, true)
                    if poll.readable && !is_finish && is_saved(reading.flag) =>
                {
                    polled.clear.push(reading.flag);
                }
                _ => {}
            }
        }
        polled
    }

    /// A loading screen ended: what was held may go. False when nothing was.
    pub(super) fn release_held(&mut self) -> bool {
        self.shift(&[FlagPhase::Held], FlagPhase::ToSend)
    }

    /// The connection is gone, and perhaps with it what was sent last.
    pub(super) fn lost(&mut self) {
        self.shift(&[FlagPhase::Sent], FlagPhase::ToSend);
    }

    /// The race is over for this player: nobody wants the rest.
    pub(super) fn give_up(&mut self) {
        use FlagPhase::{Held, Reported, Sent, ToSend};
        self.shift(&[Held, ToSend, Sent], Reported);
    }

    /// The server showed that it has everything sent so far.
    pub(super) fn confirm_all(&mut self) {
        self.shift(&[FlagPhase::Sent], FlagPhase::Reported);
    }

    /// Counts what was sent before `age` ago as received.
    pub(super) fn confirm_older_than(&mut self, now: Duration, age: Duration) {
        for flag in self.flags.values_mut() {
            if flag.phase == FlagPhase::Sent && now.saturating_sub(flag.sent_at) >= age {
                flag.phase = FlagPhase::Reported;
                self.changed = true;
            }
        }
    }

    /// Whether something was sent before `age` ago, and the server may not have it.
    pub(super) fn waits_for(&self, now: Duration, age: Duration) -> bool {
        self.flags
            .values()
            .any(|flag| flag.phase == FlagPhase::Sent && now.saturating_sub(flag.sent_at) >= age)
    }

    /// The server has the event with this number.
    pub(super) fn acknowledge(&mut self, event_id: u64) {
        for flag in self.flags.values_mut() {
            if flag.phase == FlagPhase::Sent && flag.event_id == Some(event_id) {
                flag.phase = FlagPhase::Reported;
                self.changed = true;
            }
        }
    }

    /// Everything to send: what was sent before in the same order, then the rest, oldest first.
    /// Numbers are given in the order of sending, so they rise on the wire, and a flag keeps its
    /// number when it is sent again.
    pub(super) fn take_to_send(&mut self, now: Duration) -> Vec<EventFlag> {
        let mut due: Vec<_> = self
            .flags
            .iter_mut()
            .filter(|(_, flag)| flag.phase == FlagPhase::ToSend)
            .collect();
        // A server takes a number that is not larger than the last as one it has already.
        due.sort_by_key(|(_, flag)| (flag.event_id.is_none(), flag.event_id, flag.order));
        due.into_iter()
            .map(|(id, flag)| {
                let event_id = *flag.event_id.get_or_insert_with(|| {
                    let number = self.next_event_id;
                    self.next_event_id += 1;
                    self.changed = true;
                    number
                });
                flag.phase = FlagPhase::Sent;
                flag.sent_at = now;
                EventFlag {
                    flag_id: *id,
                    igt_ms: flag.igt_ms,
                    event_id: Some(event_id),
                }
            })
            .collect()
    }

    fn shift(&mut self, from: &[FlagPhase], to: FlagPhase) -> bool {
        let mut any = false;
        for flag in self
            .flags
            .values_mut()
            .filter(|flag| from.contains(&flag.phase))
        {
            flag.phase = to;
            any = true;
        }
        self.changed |= any;
        any
    }
}

fn is_saved(flag: u32) -> bool {
    flag / 1000 >= FIRST_SAVED_CATEGORY
}
