//! The race as the server last described it.

use std::time::Duration;

use speedfog_protocol::ws::{
    AuthOk, LeaderSplits, Lobby, ParticipantInfo, RaceInfo, Readiness, SeedInfo,
};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race::standings::gap_ms;
use uuid::Uuid;

/// How long another participant's clock is assumed to run on without word of them.
const EXTRAPOLATED: Duration = Duration::from_secs(10);
/// The same where the server sends ticks, which tell every new time within a second: without one
/// for this long the clock stands, as in a loading screen.
const EXTRAPOLATED_BETWEEN_TICKS: Duration = Duration::from_secs(2);

/// One participant and when the server last spoke of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The participant.
    pub info: ParticipantInfo,
    /// When the in-game time in it, or a message about this participant alone, arrived.
    pub heard_at: Duration,
}

/// The race as the server last described it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaceView {
    participant_id: Uuid,
    race: RaceInfo,
    started_s: Option<i64>,
    seed: SeedInfo,
    rows: Vec<Row>,
    leader_splits: Option<LeaderSplits>,
    readiness: Vec<Readiness>,
    /// How long a clock is assumed to run on.
    extrapolated: Duration,
}

impl RaceView {
    pub(super) fn new(now: Duration, auth_ok: AuthOk) -> Self {
        Self {
            participant_id: auth_ok.participant_id,
            started_s: auth_ok.race.started_at.map(|at| at.timestamp()),
            race: auth_ok.race,
            seed: auth_ok.seed,
            rows: rows(now, auth_ok.participants),
            extrapolated: match auth_ok.ticks {
                Some(_) => EXTRAPOLATED_BETWEEN_TICKS,
                None => EXTRAPOLATED,
            },
            leader_splits: auth_ok.ticks.and_then(|start| start.leader_splits),
            readiness: Vec::new(),
        }
    }

    /// The race.
    #[must_use]
    pub fn race(&self) -> &RaceInfo {
        &self.race
    }

    /// The seed; mods never get its graph.
    #[must_use]
    pub fn seed(&self) -> &SeedInfo {
        &self.seed
    }

    /// State of the race; a solo session given up is finished.
    #[must_use]
    pub fn status(&self) -> RaceStatus {
        self.race.status.as_race()
    }

    /// When the race started, in Unix seconds; none before, and where the server does not say.
    #[must_use]
    pub fn started_s(&self) -> Option<i64> {
        self.started_s
    }

    pub(super) fn set_started(&mut self, started_s: Option<i64>) {
        self.started_s = started_s;
    }

    pub(super) fn set_status(&mut self, status: RaceStatus) {
        self.race.status = status.into();
    }

    /// Everybody in the order of the leaderboard.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The player, unless the server left them out.
    #[must_use]
    pub fn own(&self) -> Option<&ParticipantInfo> {
        self.rows
            .iter()
            .map(|row| &row.info)
            .find(|info| info.id == self.participant_id)
    }

    /// Whether `row` is the player's.
    #[must_use]
    pub fn is_own(&self, row: &Row) -> bool {
        row.info.id == self.participant_id
    }

    pub(super) fn own_done(&self) -> bool {
        self.own().is_some_and(|own| own.status.is_done())
    }

    /// How far a participant is with the preparations; none where the server does not say.
    #[must_use]
    pub fn readiness(&self, participant_id: Uuid) -> Option<&Readiness> {
        self.readiness
            .iter()
            .find(|readiness| readiness.participant_id == participant_id)
    }

    pub(super) fn prepare(&mut self, lobby: Lobby) {
        self.race.name = lobby.name;
        self.readiness = lobby.readiness;
    }

    pub(super) fn replace_all(
        &mut self,
        now: Duration,
        participants: Vec<ParticipantInfo>,
        leader_splits: Option<LeaderSplits>,
    ) {
        let before = std::mem::replace(&mut self.rows, rows(now, participants));
        for (index, row) in self.rows.iter_mut().enumerate() {
            // A leaderboard repeats what was said of most; their clocks have run on since.
            let is_same = |old: &&Row| old.info.id == row.info.id;
            let at_same_place = before.get(index).filter(is_same);
            let old = at_same_place.or_else(|| before.iter().find(is_same));
            if let Some(old) = old.filter(|old| old.info.igt_ms == row.info.igt_ms) {
                row.heard_at = old.heard_at;
            }
        }
        self.leader_splits = leader_splits;
    }

    pub(super) fn replace_one(&mut self, now: Duration, info: ParticipantInfo) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.info.id == info.id) {
            *row = Row {
                info,
                heard_at: now,
            };
        }
    }

    /// Signed milliseconds of `row` to the leader, negative is ahead; none for the leader and
    /// where it cannot be known. `own_igt_ms` is the player's clock as the game shows it.
    ///
    /// While the race runs, the gap of who plays is computed here with a clock that moves on
    /// between messages; otherwise it is the server's.
    #[must_use]
    pub fn gap_ms(&self, row: &Row, now: Duration, own_igt_ms: Option<u32>) -> Option<i64> {
        let info = &row.info;
        if self
            .rows
            .first()
            .is_some_and(|leader| leader.info.id == info.id)
        {
            return None;
        }
        if self.status() != RaceStatus::Running || info.status == ParticipantStatus::Finished {
            return info.gap_ms;
        }
        if info.status != ParticipantStatus::Playing {
            return None;
        }
        let own = (info.id == self.participant_id)
            .then_some(own_igt_ms)
            .flatten();
        let igt_ms = own.unwrap_or_else(|| {
            let since = now.saturating_sub(row.heard_at).min(self.extrapolated);
            info.igt_ms
                .saturating_add(u32::try_from(since.as_millis()).unwrap_or(u32::MAX))
        });
        gap_ms(
            self.leader_splits.as_ref()?,
            info.current_layer,
            info.layer_entry_igt?,
            igt_ms,
        )
    }
}

fn rows(now: Duration, participants: Vec<ParticipantInfo>) -> Vec<Row> {
    participants
        .into_iter()
        .map(|info| Row {
            info,
            heard_at: now,
        })
        .collect()
}
