//! Items that the seed's scripts cannot hand out.
//!
//! Each character gets them once. Two things guard that: what this program remembers, and an
//! event flag in the save, which survives a restart of the game where the seed keeps it.

use std::time::Duration;

use speedfog_protocol::ws::SeedInfo;

use super::{LiveGame, Object, Process};
use crate::game::Snapshot;

/// How long the player must have been in the world.
const SETTLED: Duration = Duration::from_secs(2);
/// How long a guard flag that cannot be read is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Ashes of war, as the game numbers items.
///
/// # Source
/// `ItemCategory::Gem` of the `eldenring` crate 0.14.0.
const ASH_OF_WAR: u32 = 0x8000_0000;
/// Guard flag of seeds that do not name one.
///
/// # Source
/// The generator of seeds of format 4.1, which leaves it to the mod unless it needs the flag
/// itself.
const DEFAULT_GUARD: u32 = 1_040_292_900;

/// Who has got the items.
#[derive(Clone, Copy, Debug)]
struct Given {
    save_slot: Option<u32>,
    igt_ms: u32,
}

/// Hands out a seed's items.
#[derive(Debug, Default)]
pub struct Gifts {
    given: Option<Given>,
    waiting_since: Option<Duration>,
    refused: bool,
}

impl Gifts {
    /// Hands the items out if it is time to. `snapshot` is the game's state at `now`.
    pub fn step<P: Process>(
        &mut self,
        now: Duration,
        game: &mut LiveGame<P>,
        snapshot: &Snapshot,
        seed: &SeedInfo,
    ) {
        let settled = game
            .readable_since()
            .is_some_and(|since| now.saturating_sub(since) >= SETTLED);
        let igt_ms = snapshot.igt_ms.present().unwrap_or(0);
        if !settled || igt_ms == 0 || self.refused || seed.spawn_items.is_empty() {
            self.waiting_since = None;
            return;
        }
        if self.given.is_some_and(|given| igt_ms >= given.igt_ms) {
            // An IGT that went back belongs to another character; so may a higher one.
            let slot = game.save_slot(now);
            if self.given.is_some_and(|given| given.save_slot == slot) {
                return;
            }
        }
        if game.object(now, Object::Items).present().is_none() {
            return;
        }
        let guard = guard_flag(seed);
        match guard.map(|guard| game.flag(now, guard).present()) {
            Some(Some(true)) => return self.note(now, game, igt_ms),
            Some(None) if self.waits(now) => return,
            _ => {}
        }
        for item in &seed.spawn_items {
            for _ in 0..item.qty {
                if !game.process().give(ASH_OF_WAR | item.id) {
                    tracing::warn!("items cannot be given in this game");
                    self.refused = true;
                    return;
                }
            }
        }
        let guarded = guard.is_some_and(|guard| game.write_flag(guard, true));
        tracing::info!(items = seed.spawn_items.len(), guarded, "items given");
        self.note(now, game, igt_ms);
    }

    fn waits(&mut self, now: Duration) -> bool {
        let since = *self.waiting_since.get_or_insert(now);
        now.saturating_sub(since) < PATIENCE
    }

    fn note<P: Process>(&mut self, now: Duration, game: &mut LiveGame<P>, igt_ms: u32) {
        self.waiting_since = None;
        self.given = Some(Given {
            save_slot: game.save_slot(now),
            igt_ms,
        });
    }
}

/// The flag that remembers the gift; none when the seed names none and uses the usual one for
/// something else.
fn guard_flag(seed: &SeedInfo) -> Option<u32> {
    let usual = (!seed.event_ids.contains(&DEFAULT_GUARD)).then_some(DEFAULT_GUARD);
    seed.items_spawned_flag.or(usual)
}
