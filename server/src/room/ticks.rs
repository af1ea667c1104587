//! What a cohort has been told that follows by numbered ticks, and the ticks themselves.
//!
//! They learn of the standings from ticks alone. A state that somebody begins with shows what the
//! last tick has told and nothing newer, so that a state and all ticks after it always add up. What
//! a tick may show to whom is what the updates of version 1 show them.

use std::collections::{BTreeSet, VecDeque};

use speedfog_protocol::ws::{Leaderboard, Tick, TickStart, ToMod, ToSpectator};
use speedfog_race::{ParticipantId, graph::MapAccess};
use tokio::time::Instant;

use super::{
    audience::{Audience, CohortId, To},
    frame::Frame,
    pending::Delivery,
};
use crate::clock;

/// Bytes of ticks that are kept for those who come back. Whoever has missed more is better served
/// with a fresh state, which is about as long.
const KEPT: usize = 64 * 1024;

/// Where somebody who comes back wants to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resume {
    /// What they were told that the numbers count in.
    pub(crate) epoch: String,
    /// Number of the last tick they have.
    pub(crate) after: u64,
}

impl Resume {
    /// The cohort in which they were told, if that can be read.
    pub(super) fn cohort(&self) -> Option<CohortId> {
        let place = self.epoch.split('-').nth(1)?;
        place.parse().ok().map(CohortId)
    }
}

/// Who of a cohort follows at a moment.
#[derive(Debug, Default)]
pub(super) struct Followers {
    /// Spectators who may know where everybody is.
    pub(super) unfogged: bool,
    /// Racers who watch and see only their own way.
    pub(super) racers: BTreeSet<ParticipantId>,
    pub(super) mods: bool,
}

/// The ticks of one cohort.
#[derive(Debug)]
pub(super) struct Ticks {
    epoch: i64,
    seq: u64,
    /// What has been told; none while nobody follows.
    told: Option<Leaderboard>,
    changed: bool,
    next: Instant,
    /// Whether a tick waits to be spread.
    made: bool,
    kept: Option<Kept>,
}

/// The last ticks as spectators got them who may know where everybody is.
#[derive(Debug, Default)]
struct Kept {
    frames: VecDeque<Frame>,
    bytes: usize,
    /// Ticks since the last such spectator left.
    unseen: usize,
}

impl Ticks {
    /// No ticks so far.
    pub(super) fn new() -> Self {
        Self {
            epoch: clock::now().timestamp_millis(),
            seq: 0,
            told: None,
            changed: false,
            next: Instant::now(),
            made: false,
            kept: None,
        }
    }

    /// More than the standings is different now: no spectator can go on from an earlier state. The
    /// last tick must have told everything.
    pub(super) fn begin_epoch(&mut self) {
        self.epoch = clock::now().timestamp_millis().max(self.epoch + 1);
        self.kept = None;
    }

    /// Somebody begins to follow while nobody else does.
    pub(super) fn follow(&mut self, now: Leaderboard) {
        self.told = Some(now);
    }

    /// What followers have been told.
    pub(super) fn told(&self) -> Option<&Leaderboard> {
        self.told.as_ref()
    }

    /// The standings may have changed.
    pub(super) fn change(&mut self) {
        self.changed = self.told.is_some();
    }

    /// When the next tick is due; none while there is nothing to tell.
    pub(super) fn due(&self) -> Option<Instant> {
        self.changed.then_some(self.next)
    }

    /// The tick from what was told to `now`, for everybody who follows; nothing if nothing changed.
    pub(super) fn tick(
        &mut self,
        cohort: CohortId,
        now: Leaderboard,
        followers: &Followers,
    ) -> Vec<Delivery> {
        self.changed = false;
        let Some(told) = &mut self.told else {
            return Vec::new();
        };
        let seq = self.seq + 1;
        let whole = told.tick_to(&now, seq, |_| true);
        if whole.is_empty() {
            return Vec::new();
        }
        let mut deliveries = Vec::new();
        for own in &followers.racers {
            let id = uuid::Uuid::from(*own);
            let tick = told.tick_to(&now, seq, |row| row.id == id);
            deliveries.push(Delivery::Spectators(
                To::Cohort(cohort, Some(*own)),
                spectators(tick),
            ));
        }
        if followers.mods {
            let tick = told.tick_to(&now, seq, |_| false);
            let frame = ToMod::Tick(Box::new(tick)).encode();
            deliveries.push(Delivery::TickMods(frame.into()));
        }
        *told = now;
        self.seq = seq;
        self.made = true;
        if followers.unfogged {
            self.kept.get_or_insert_default().unseen = 0;
        }
        if let Some(kept) = &mut self.kept {
            let frame = spectators(whole);
            if followers.unfogged {
                deliveries.push(Delivery::Spectators(
                    To::Cohort(cohort, None),
                    frame.clone(),
                ));
            }
            if !kept.keep(frame) {
                self.kept = None;
            }
        }
        let alone = !followers.unfogged && !followers.mods && followers.racers.is_empty();
        if alone && self.kept.is_none() {
            // Whoever left cannot go on any more, and nobody else is there.
            self.told = None;
        }
        deliveries
    }

    /// Whether a tick was made that is still to be spread.
    pub(super) fn is_made(&self) -> bool {
        self.made
    }

    /// A tick that was made has been spread; the next one is due at `next` at the earliest.
    pub(super) fn spread(&mut self, next: Instant) {
        if std::mem::take(&mut self.made) {
            self.next = next;
        }
    }

    /// Where the ticks begin for somebody of this audience who gets a state now.
    pub(super) fn start(&self, epoch: String, graph_url: Option<String>) -> TickStart {
        TickStart {
            epoch,
            seq: self.seq,
            leader_splits: self.told().and_then(|told| told.leader_splits.clone()),
            graph_url,
        }
    }

    /// What the numbers count in for a spectator. Whoever may see something else now than before, or
    /// reads another language, needs a fresh state, so that is part of it.
    pub(super) fn epoch(&self, audience: &Audience) -> String {
        let access = match audience.access {
            MapAccess::Masked => "masked",
            MapAccess::Discovered => "discovered",
            MapAccess::Full => "full",
        };
        let code = audience.locale.code();
        let place = audience.cohort.map_or(0, |cohort| cohort.0);
        format!("{:x}-{place}-{access}-{code}", self.epoch)
    }

    /// What the numbers count in for a mod.
    pub(super) fn mods_epoch(&self) -> String {
        format!("{:x}-mod", self.epoch)
    }

    /// The ticks that somebody of this audience has missed; none if they need a fresh state.
    pub(super) fn missed(&self, audience: &Audience, resume: &Resume) -> Option<Vec<Frame>> {
        let kept = self.kept.as_ref()?;
        // A racer's map may have grown meanwhile, which is in no tick.
        if audience.own.is_some() || resume.epoch != self.epoch(audience) {
            return None;
        }
        let missed = usize::try_from(self.seq.checked_sub(resume.after)?).ok()?;
        let have = kept.frames.len().checked_sub(missed)?;
        Some(kept.frames.iter().skip(have).cloned().collect())
    }
}

impl Kept {
    /// Keeps a tick; false once nobody is left who could come back for the ticks that are kept.
    fn keep(&mut self, frame: Frame) -> bool {
        self.unseen += 1;
        self.bytes += frame.len();
        self.frames.push_back(frame);
        while self.bytes > KEPT
            && let Some(oldest) = self.frames.pop_front()
        {
            self.bytes -= oldest.len();
        }
        self.unseen <= self.frames.len()
    }
}

fn spectators(tick: Tick) -> Frame {
    ToSpectator::Tick(Box::new(tick)).encode().into()
}

#[cfg(test)]
mod tests;
