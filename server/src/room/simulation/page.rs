//! A page: it folds what it is told.

use std::collections::HashMap;

use speedfog_protocol::ws::{Leaderboard, ToSpectator};
use uuid::Uuid;

use super::player::Player;
use crate::room::{input::Following, ticks::Resume};

pub(super) struct Page {
    /// Whether it follows by ticks, and else by updates.
    by_ticks: bool,
    /// The standings as they are shown.
    pub(super) board: Leaderboard,
    /// Where it is in the ticks.
    place: Option<Resume>,
    /// Connections that went on where the one before ended.
    pub(super) resumed: u32,
    /// Visits seen of each participant so far, over all connections.
    seen: HashMap<Uuid, usize>,
}

impl Page {
    pub(super) fn new(by_ticks: bool) -> Self {
        Self {
            by_ticks,
            board: Leaderboard::default(),
            place: None,
            resumed: 0,
            seen: HashMap::new(),
        }
    }

    /// How it wants to be told of the standings.
    pub(super) fn following(&self) -> Following {
        if self.by_ticks {
            Following::Ticks(self.place.clone())
        } else {
            Following::Updates
        }
    }

    /// Folds a frame. Nothing it shows was made up, and nothing it has shown is taken back.
    pub(super) fn hears(&mut self, text: &str, players: &[Player]) {
        match ToSpectator::decode(text).expect("a message of ours") {
            ToSpectator::RaceState(state) => {
                self.board.participants = state.participants;
                assert_eq!(state.ticks.is_some(), self.by_ticks);
                self.place = state.ticks.map(|start| {
                    self.board.leader_splits = start.leader_splits;
                    Resume {
                        epoch: start.epoch,
                        after: start.seq,
                    }
                });
            }
            ToSpectator::Tick(tick) => {
                let place = self.place.as_mut().expect("it follows by ticks");
                assert_eq!(tick.seq, place.after + 1, "no hole in the numbers");
                place.after = tick.seq;
                self.board.apply(*tick);
            }
            ToSpectator::Resumed { seq } => {
                let place = self.place.as_ref();
                assert_eq!(place.map(|place| place.after), Some(seq));
                self.resumed += 1;
            }
            ToSpectator::LeaderboardUpdate {
                participants,
                leader_splits,
            } => {
                assert!(!self.by_ticks, "ticks are enough");
                self.board = Leaderboard {
                    participants,
                    leader_splits,
                };
            }
            ToSpectator::PlayerUpdate { player } => {
                assert!(!self.by_ticks, "ticks are enough");
                let mut shown = self.board.participants.iter_mut();
                let shown = shown.find(|shown| shown.id == player.id);
                *shown.expect("a known participant") = *player;
            }
            _ => return,
        }
        for player in players {
            self.check(player);
        }
    }

    fn check(&mut self, player: &Player) {
        let id = Uuid::from(player.participant);
        let mut shown = self.board.participants.iter();
        let shown = shown.find(|shown| shown.id == id);
        let history = &shown.expect("everybody is shown").zone_history;
        let visits = history.as_ref().map_or(0, Vec::len);
        let before = self.seen.insert(id, visits).unwrap_or(0);
        assert!(visits >= before, "{before} visits became {visits}");
        for (visit, (node, igt_ms)) in history.iter().flatten().zip(&player.path) {
            assert_eq!((&visit.node_id, visit.igt_ms), (node, *igt_ms));
        }
        assert!(visits <= player.path.len(), "more than there was");
    }
}
