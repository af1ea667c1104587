//! Standings as a client knows them, what a tick makes of them, and what a tick has to say.

use super::{LeaderSplits, ParticipantInfo, Tick, ZoneVisit};

/// New values of one field: whose, and the value.
type Column<T> = Vec<(u32, T)>;

/// Everybody in the order of the leaderboard, and the leader's splits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaderboard {
    /// Everybody, best first.
    pub participants: Vec<ParticipantInfo>,
    /// In-game time in milliseconds of the leader's first entry, by layer; none without a leader.
    pub leader_splits: Option<LeaderSplits>,
}

impl Leaderboard {
    /// Takes over what changed. Ticks must be applied without a gap in their numbers, to the
    /// leaderboard of the state that they follow.
    pub fn apply(&mut self, tick: Tick) {
        let rows = &mut self.participants;
        for player in tick.players {
            match find(rows, player.color_index) {
                Some(known) => *known = player,
                None => rows.push(player),
            }
        }
        if let Some(order) = tick.order {
            let place = |row: &ParticipantInfo| order.iter().position(|n| *n == row.color_index);
            rows.retain(|row| place(row).is_some());
            rows.sort_by_key(place);
        }
        set(rows, tick.status, |row| &mut row.status);
        set(rows, tick.igt_ms, |row| &mut row.igt_ms);
        set(rows, tick.death_count, |row| &mut row.death_count);
        set(rows, tick.gap_ms, |row| &mut row.gap_ms);
        set(rows, tick.current_zone, |row| &mut row.current_zone);
        set(rows, tick.current_layer, |row| &mut row.current_layer);
        set(rows, tick.current_layer_tier, |row| {
            &mut row.current_layer_tier
        });
        set(rows, tick.layer_entry_igt, |row| &mut row.layer_entry_igt);
        set(rows, tick.mod_connected, |row| &mut row.mod_connected);
        for (number, place, visit) in tick.visits {
            if let Some(row) = find(rows, number) {
                enter(row.zone_history.get_or_insert_default(), place, visit);
            }
        }
        if let Some(splits) = tick.leader_splits {
            self.leader_splits = (!splits.is_empty()).then_some(splits);
        }
    }

    /// What has to be told to somebody who knows this leaderboard and shall know `next`.
    /// `shows_place` says of whom they may see the place and the way; of the others they are told
    /// what [`ParticipantInfo::for_mods`] leaves.
    #[must_use]
    pub fn tick_to(
        &self,
        next: &Self,
        seq: u64,
        shows_place: impl Fn(&ParticipantInfo) -> bool,
    ) -> Tick {
        let mut tick = Tick {
            seq,
            ..Tick::default()
        };
        let order = |board: &Self| -> Vec<u32> {
            let rows = board.participants.iter();
            rows.map(|row| row.color_index).collect()
        };
        let new_order = order(next);
        tick.order = (order(self) != new_order).then_some(new_order);
        for new in &next.participants {
            let number = new.color_index;
            let mut known = self.participants.iter();
            let old = known.find(|row| row.color_index == number);
            match old.filter(|old| fits_into_columns(old, new)) {
                Some(old) => tick.add(old, new, shows_place(new)),
                None if shows_place(new) => tick.players.push(new.clone()),
                None => tick.players.push(new.clone().for_mods()),
            }
        }
        if self.leader_splits != next.leader_splits {
            tick.leader_splits = Some(next.leader_splits.clone().unwrap_or_default());
        }
        tick
    }
}

impl Tick {
    fn add(&mut self, old: &ParticipantInfo, new: &ParticipantInfo, shows_place: bool) {
        let number = new.color_index;
        note(&mut self.status, number, &old.status, &new.status);
        note(&mut self.igt_ms, number, &old.igt_ms, &new.igt_ms);
        let (before, now) = (&old.death_count, &new.death_count);
        note(&mut self.death_count, number, before, now);
        note(&mut self.gap_ms, number, &old.gap_ms, &new.gap_ms);
        let (before, now) = (&old.current_layer, &new.current_layer);
        note(&mut self.current_layer, number, before, now);
        let (before, now) = (&old.current_layer_tier, &new.current_layer_tier);
        note(&mut self.current_layer_tier, number, before, now);
        let (before, now) = (&old.layer_entry_igt, &new.layer_entry_igt);
        note(&mut self.layer_entry_igt, number, before, now);
        let (before, now) = (&old.mod_connected, &new.mod_connected);
        note(&mut self.mod_connected, number, before, now);
        if !shows_place {
            return;
        }
        let (before, now) = (&old.current_zone, &new.current_zone);
        note(&mut self.current_zone, number, before, now);
        let (before, now) = (history(old), history(new));
        let changed = (0_u32..).zip(now).filter(|(place, visit)| {
            let place = usize::try_from(*place).unwrap_or(usize::MAX);
            before.get(place) != Some(visit)
        });
        let changed = changed.map(|(place, visit)| (number, place, visit.clone()));
        self.visits.extend(changed);
    }
}

/// Whether all that has changed has a column. Lists every field, so that a new one is not forgotten.
fn fits_into_columns(old: &ParticipantInfo, new: &ParticipantInfo) -> bool {
    let ParticipantInfo {
        id,
        twitch_username,
        twitch_display_name,
        color_index,
        is_live,
        stream_url,
        held,
        corrected,
        zone_history,
        status: _,
        current_zone: _,
        current_layer: _,
        current_layer_tier: _,
        igt_ms: _,
        death_count: _,
        mod_connected: _,
        gap_ms: _,
        layer_entry_igt: _,
    } = new;
    let grown = match (&old.zone_history, zone_history) {
        (None, None) => true,
        (None, Some(now)) => !now.is_empty(),
        (Some(before), Some(now)) => before.len() <= now.len(),
        (Some(_), None) => false,
    };
    grown
        && old.id == *id
        && old.twitch_username == *twitch_username
        && old.twitch_display_name == *twitch_display_name
        && old.color_index == *color_index
        && old.is_live == *is_live
        && old.stream_url == *stream_url
        && old.held == *held
        && old.corrected == *corrected
}

fn history(row: &ParticipantInfo) -> &[ZoneVisit] {
    row.zone_history.as_deref().unwrap_or_default()
}

fn find(rows: &mut [ParticipantInfo], number: u32) -> Option<&mut ParticipantInfo> {
    rows.iter_mut().find(|row| row.color_index == number)
}

fn set<T>(
    rows: &mut [ParticipantInfo],
    column: Column<T>,
    field: impl Fn(&mut ParticipantInfo) -> &mut T,
) {
    for (number, value) in column {
        if let Some(row) = find(rows, number) {
            *field(row) = value;
        }
    }
}

fn enter(history: &mut Vec<ZoneVisit>, place: u32, visit: ZoneVisit) {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    match history.get_mut(place) {
        Some(known) => *known = visit,
        None => history.push(visit),
    }
}

fn note<T: PartialEq + Clone>(column: &mut Column<T>, number: u32, before: &T, now: &T) {
    if before != now {
        column.push((number, now.clone()));
    }
}
