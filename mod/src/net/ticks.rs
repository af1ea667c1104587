//! Numbered ticks, folded into the leaderboards that servers without ticks send.

use speedfog_protocol::ws::{AuthOk, Leaderboard, Tick, ToMod};

/// Most participants of a race; a hostile server could otherwise fill the memory tick by tick.
const PARTICIPANTS: usize = 5000;

/// The standings as the ticks so far have told them.
#[derive(Debug)]
pub(super) struct Ticks {
    board: Leaderboard,
    /// Number of the last tick.
    seq: u64,
}

impl Ticks {
    /// Begins with what the server said on accepting the mod. None when it sends no ticks.
    pub(super) fn begin(auth_ok: &AuthOk) -> Option<Self> {
        let start = auth_ok.ticks.as_ref()?;
        Some(Self {
            board: Leaderboard {
                participants: auth_ok.participants.clone(),
                leader_splits: start.leader_splits.clone(),
            },
            seq: start.seq,
        })
    }

    /// The leaderboard after a tick. None when it does not follow the one before, so that nothing
    /// can be told of the standings any more.
    pub(super) fn fold(&mut self, mut tick: Tick) -> Option<ToMod> {
        self.seq = self.seq.checked_add(1).filter(|seq| *seq == tick.seq)?;
        // Nobody looks at the ways of others here.
        tick.visits.clear();
        self.board.apply(tick);
        let Leaderboard {
            participants,
            leader_splits,
        } = &self.board;
        (participants.len() <= PARTICIPANTS).then(|| ToMod::LeaderboardUpdate {
            participants: participants.clone(),
            leader_splits: leader_splits.clone(),
        })
    }
}
