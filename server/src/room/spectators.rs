//! Who watches a room: those who are told by updates, and cohorts that follow by ticks.
//!
//! Spreading one tick over fifteen thousand connections takes longer than news should be on their
//! way. So nobody waits for more people than there are in a cohort: cohorts are told one after the
//! other, and each tick says what is so when its turn comes.

use std::{collections::HashMap, time::Duration};

use speedfog_protocol::{limits, ws::Leaderboard};
use speedfog_race::UserId;
use tokio::time::Instant;

use super::{
    audience::{Audience, CohortId, To},
    input::ConnectionId,
    outbox::Outbox,
    pending::Delivery,
    ticks::{Followers, Resume, Ticks},
};

/// Somebody who watches.
#[derive(Debug)]
pub(super) struct Spectator {
    pub(super) outbox: Outbox,
    pub(super) user: Option<UserId>,
    pub(super) audience: Audience,
    /// When it last had to begin anew.
    pub(super) restarted: Option<Instant>,
}

type Crowd = HashMap<ConnectionId, Spectator>;

#[derive(Debug)]
struct Cohort {
    spectators: Crowd,
    ticks: Ticks,
    /// How long it took to spread the last tick.
    took: Duration,
}

impl Cohort {
    fn new() -> Self {
        Self {
            spectators: Crowd::new(),
            ticks: Ticks::new(),
            took: Duration::ZERO,
        }
    }

    fn followers(&self, mods: bool) -> Followers {
        let mut followers = Followers {
            mods,
            ..Followers::default()
        };
        for spectator in self.spectators.values() {
            match spectator.audience.own {
                Some(own) => _ = followers.racers.insert(own),
                None => followers.unfogged = true,
            }
        }
        followers
    }
}

/// Everybody who watches.
#[derive(Debug)]
pub(super) struct Spectators {
    updated: Crowd,
    /// Never empty.
    cohorts: Vec<Cohort>,
    /// Spectators in a cohort before another one is begun.
    size: usize,
}

impl Spectators {
    /// Nobody, who will be told in cohorts of this size.
    pub(super) fn new(size: usize) -> Self {
        Self {
            updated: Crowd::new(),
            cohorts: vec![Cohort::new()],
            size,
        }
    }

    fn crowds(&self) -> impl Iterator<Item = (Option<CohortId>, &Crowd)> {
        let cohorts = self.cohorts.iter().enumerate();
        cohorts
            .map(|(place, cohort)| (Some(CohortId(place)), &cohort.spectators))
            .chain([(None, &self.updated)])
    }

    fn crowd(&mut self, cohort: Option<CohortId>) -> &mut Crowd {
        match cohort {
            Some(CohortId(place)) => &mut self.cohorts[place].spectators,
            None => &mut self.updated,
        }
    }

    fn crowds_mut(&mut self) -> impl Iterator<Item = &mut Crowd> {
        let cohorts = self.cohorts.iter_mut().map(|cohort| &mut cohort.spectators);
        cohorts.chain([&mut self.updated])
    }

    /// How many watch.
    pub(super) fn len(&self) -> usize {
        self.crowds().map(|(_, crowd)| crowd.len()).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everybody.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Spectator> {
        self.crowds().flat_map(|(_, crowd)| crowd.values())
    }

    /// Everybody, to be changed; they stay in their cohorts.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (ConnectionId, &mut Spectator)> {
        let all = self.crowds_mut().flatten();
        all.map(|(connection, spectator)| (*connection, spectator))
    }

    /// Those who are told by updates.
    pub(super) fn updated(&self) -> impl Iterator<Item = &Spectator> {
        self.updated.values()
    }

    /// Everybody a frame can be for, and some it may not be for.
    pub(super) fn reached(&self, to: &To) -> impl Iterator<Item = (ConnectionId, &Spectator)> {
        let crowds = self.crowds().filter(|(cohort, _)| to.reaches(*cohort));
        let all = crowds.flat_map(|(_, crowd)| crowd);
        all.map(|(connection, spectator)| (*connection, spectator))
    }

    pub(super) fn get(&self, connection: ConnectionId) -> Option<&Spectator> {
        self.crowds().find_map(|(_, crowd)| crowd.get(&connection))
    }

    pub(super) fn get_mut(&mut self, connection: ConnectionId) -> Option<&mut Spectator> {
        self.crowds_mut()
            .find_map(|crowd| crowd.get_mut(&connection))
    }

    pub(super) fn insert(&mut self, connection: ConnectionId, spectator: Spectator) {
        let crowd = self.crowd(spectator.audience.cohort);
        crowd.insert(connection, spectator);
    }

    /// Removes a spectator; false when there was none.
    pub(super) fn remove(&mut self, connection: ConnectionId) -> bool {
        self.crowds_mut()
            .any(|crowd| crowd.remove(&connection).is_some())
    }

    /// The cohort for somebody who comes, or comes back from where they left off.
    pub(super) fn place(&mut self, resume: Option<&Resume>) -> CohortId {
        let left = resume.and_then(Resume::cohort);
        if let Some(left) = left.filter(|left| left.0 < self.cohorts.len()) {
            return left;
        }
        let has_room = |cohort: &Cohort| cohort.spectators.len() < self.size;
        let place = self.cohorts.iter().position(has_room);
        CohortId(place.unwrap_or_else(|| {
            self.cohorts.push(Cohort::new());
            self.cohorts.len() - 1
        }))
    }

    /// The ticks of a cohort.
    pub(super) fn ticks(&self, cohort: CohortId) -> &Ticks {
        &self.cohorts[cohort.0].ticks
    }

    /// Somebody begins to follow a cohort's ticks while nobody else does.
    pub(super) fn follow(&mut self, cohort: CohortId, now: Leaderboard) {
        self.cohorts[cohort.0].ticks.follow(now);
    }

    /// The standings may have changed.
    pub(super) fn standings_changed(&mut self) {
        for cohort in &mut self.cohorts {
            cohort.ticks.change();
        }
    }

    /// Which cohort is told next, and when; none while there is nothing to tell.
    pub(super) fn due(&self) -> Option<(Instant, CohortId)> {
        let cohorts = self.cohorts.iter().enumerate();
        let due = cohorts.filter_map(|(place, cohort)| Some((cohort.ticks.due()?, place)));
        due.min().map(|(at, place)| (at, CohortId(place)))
    }

    /// The tick of a cohort to `now`; nothing if nothing changed. `mods`: whether mods follow ticks.
    pub(super) fn tick(&mut self, cohort: CohortId, now: Leaderboard, mods: bool) -> Vec<Delivery> {
        let told = &mut self.cohorts[cohort.0];
        let followers = told.followers(mods && cohort == CohortId::MODS);
        told.ticks.tick(cohort, now, &followers)
    }

    /// More than the standings is different now: nobody can go on from an earlier state. Everybody is
    /// told what was so until then.
    pub(super) fn begin_epoch(&mut self, now: &Leaderboard, mods: bool) -> Vec<Delivery> {
        let mut last = Vec::new();
        for place in 0..self.cohorts.len() {
            last.extend(self.tick(CohortId(place), now.clone(), mods));
            self.cohorts[place].ticks.begin_epoch();
        }
        last
    }

    /// The ticks that were made have been spread, beginning at `since`. The longer that takes for all
    /// cohorts, the later the next ones come, so that there is always time for everything else.
    pub(super) fn spread(&mut self, since: Instant, took: Duration) {
        let made = self
            .cohorts
            .iter_mut()
            .filter(|cohort| cohort.ticks.is_made());
        let made: Vec<_> = made.collect();
        let each = took / u32::try_from(made.len().max(1)).unwrap_or(u32::MAX);
        for cohort in made {
            cohort.took = each;
        }
        let round = self.cohorts.iter().map(|cohort| cohort.took).sum();
        for cohort in &mut self.cohorts {
            cohort.ticks.spread(since + pause(round));
        }
    }
}

/// From the beginning of one tick of a cohort to the next, when it takes this long to spread a tick of
/// every cohort: spreading takes seven eighths of the time at most.
fn pause(round: Duration) -> Duration {
    limits::TICK_PERIOD.max(round + round / 7)
}

#[cfg(test)]
mod tests {
    use speedfog_race::graph::MapAccess;

    use super::*;
    use crate::{i18n::Locale, room::connection};

    #[tokio::test]
    async fn cohorts_are_filled_in_order_and_kept_by_those_who_come_back() {
        let (outbox, _reader, _peer) = connection().await;
        let mut spectators = Spectators::new(2);
        let audience = |cohort| Audience {
            access: MapAccess::Full,
            own: None,
            locale: Locale::default(),
            cohort,
        };
        let come = |spectators: &mut Spectators, cohort| {
            let connection = ConnectionId::next();
            let spectator = Spectator {
                outbox: outbox.clone(),
                user: None,
                audience: audience(cohort),
                restarted: None,
            };
            spectators.insert(connection, spectator);
            connection
        };
        come(&mut spectators, None);
        let mut came = Vec::new();
        for place in [0, 0, 1, 1, 2] {
            let cohort = spectators.place(None);
            assert_eq!(cohort, CohortId(place));
            came.push(come(&mut spectators, Some(cohort)));
        }
        assert_eq!(spectators.len(), 6);

        let epoch = |cohort| {
            let ticks = spectators.ticks(cohort);
            ticks.epoch(&audience(Some(cohort)))
        };
        let resume = |epoch: &str| Resume {
            epoch: epoch.to_owned(),
            after: 0,
        };
        let last = resume(&epoch(CohortId(2)));
        let full = resume(&epoch(CohortId(0)));
        assert!(spectators.remove(came[2]));
        assert!(!spectators.remove(came[2]), "it is gone");
        for (from, place) in [
            (None, 1),
            (Some(last), 2),
            (Some(full), 0),
            (Some(resume("1-3-full-en")), 1),
            (Some(resume("1--1-full-en")), 1),
            (Some(resume("")), 1),
        ] {
            assert_eq!(spectators.place(from.as_ref()), CohortId(place), "{from:?}");
        }
    }

    #[test]
    fn spreading_takes_seven_eighths_of_the_time_at_most() {
        for (took, expected) in [(0, 100), (87, 100), (98, 112), (140, 160), (700, 800)] {
            let pause = pause(Duration::from_millis(took));
            assert_eq!(pause, Duration::from_millis(expected), "{took} ms");
        }
    }
}
