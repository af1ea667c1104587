//! Somebody who follows.

use speedfog_protocol::ws::{Leaderboard, ParticipantInfo, Tick, TickStart, ToSpectator};

use crate::room::input::ConnectionId;

/// A client that folds what it is told.
#[derive(Debug, Clone, Default)]
pub(super) struct Client {
    pub(super) connection: Option<ConnectionId>,
    pub(super) board: Leaderboard,
    pub(super) epoch: String,
    pub(super) seq: u64,
}

impl Client {
    pub(super) fn hear(&mut self, message: ToSpectator) {
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

    pub(super) fn begin(&mut self, participants: Vec<ParticipantInfo>, start: TickStart) {
        self.board = Leaderboard {
            participants,
            leader_splits: start.leader_splits,
        };
        self.epoch = start.epoch;
        self.seq = start.seq;
    }

    pub(super) fn tick(&mut self, tick: Tick) {
        assert_eq!(tick.seq, self.seq + 1, "no hole in the numbers");
        self.seq = tick.seq;
        self.board.apply(tick);
    }
}
