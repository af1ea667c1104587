//! Solo sessions as rows.

use std::collections::HashMap;

use speedfog_race::{Progress, SeedId, SoloId, SoloStatus, UserId, Visit};
use uuid::Uuid;

use super::{Fixture, at, fixture};
use crate::store::{NewSolo, SoloRow, StoreError, commit::SoloColumns};

impl Fixture {
    async fn begin_solo(&self, user: UserId, created: i64) -> Result<SoloRow, StoreError> {
        let id = SoloId::from(Uuid::new_v4());
        let new = NewSolo {
            id,
            user,
            pool_name: "sprint".into(),
            mod_token: format!("token of {}", Uuid::from(id)),
            exclude_from_stats: created % 2 == 1,
        };
        self.store.create_solo(new, at(created)).await?;
        Ok(self.store.solo(id).await?.unwrap())
    }

    async fn end_solo(
        &self,
        id: SoloId,
        status: SoloStatus,
        igt_ms: u32,
    ) -> Result<(), StoreError> {
        let columns = SoloColumns {
            id,
            status,
            finished_at: Some(at(100)),
            progress: progress(igt_ms),
        };
        self.committer.commit_solo(columns).await
    }

    /// A run of somebody from its beginning to its end.
    async fn play_solo(
        &self,
        login: &str,
        created: i64,
        status: SoloStatus,
        igt_ms: u32,
    ) -> SeedId {
        let user = self.sign_in(login).await.id;
        let solo = self.begin_solo(user, created).await.unwrap().record;
        self.end_solo(solo.id, status, igt_ms).await.unwrap();
        solo.seed
    }
}

/// A run of this length; none has visited anything at once.
fn progress(igt_ms: u32) -> Progress {
    let visit = Visit {
        node: "start".into(),
        igt_ms: 0,
        deaths: 1,
    };
    Progress {
        current_zone: Some("start".into()),
        igt_ms,
        death_count: 1,
        zone_history: if igt_ms > 0 { vec![visit] } else { vec![] },
        ..Progress::default()
    }
}

#[tokio::test]
async fn one_plays_one_session_at_a_time() {
    let f = fixture().await;
    let ann = f.sign_in("ann").await.id;
    assert!(matches!(
        f.begin_solo(ann, 0).await,
        Err(StoreError::NoSeed(_))
    ));
    f.add_seed("a").await;
    let first = f.begin_solo(ann, 2).await.unwrap();
    assert_eq!(first.record.status, SoloStatus::Active);
    assert_eq!(first.record.progress, Progress::default());
    assert_eq!((first.person.id, first.created_at), (ann, at(2)));
    assert!(f.store.has_active_solo(ann).await.unwrap());
    assert!(matches!(
        f.begin_solo(ann, 3).await,
        Err(StoreError::Conflict)
    ));
    let bob = f.sign_in("bob").await.id;
    f.begin_solo(bob, 3)
        .await
        .expect("the seed stays available to others");

    f.end_solo(first.record.id, SoloStatus::Finished, 5_000)
        .await
        .unwrap();
    assert!(!f.store.has_active_solo(ann).await.unwrap());
    let stored = f.store.solo(first.record.id).await.unwrap().unwrap().record;
    assert_eq!(stored.status, SoloStatus::Finished);
    assert_eq!(stored.finished_at, Some(at(100)));
    assert_eq!(stored.progress, progress(5_000));
    // What is over stays as it is.
    let late = f
        .end_solo(first.record.id, SoloStatus::Abandoned, 9_000)
        .await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    let nobody = SoloId::from(Uuid::new_v4());
    let gone = f.end_solo(nobody, SoloStatus::Abandoned, 1).await;
    assert!(matches!(gone, Err(StoreError::Conflict)));

    let second = f.begin_solo(ann, 4).await.unwrap();
    let own = f.store.solos_of(ann).await.unwrap();
    let ids: Vec<_> = own.iter().map(|solo| solo.record.id).collect();
    assert_eq!(ids, [second.record.id, first.record.id], "newest first");
    assert_eq!(
        f.store.solos_by_id([first.record.id]).await.unwrap().len(),
        1
    );
    assert!(f.store.solos_by_id([]).await.unwrap().is_empty());
}

#[tokio::test]
async fn seeds_that_one_has_not_played_come_first() {
    let f = fixture().await;
    for slug in ["a", "b", "c"] {
        f.add_seed(slug).await;
    }
    let mut drawn = Vec::new();
    for number in 0..3 {
        drawn.push(f.play_solo("ann", number, SoloStatus::Abandoned, 1).await);
    }
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn.len(), 3, "no seed twice while there are others");
    let again = f.play_solo("ann", 3, SoloStatus::Abandoned, 1).await;
    assert!(drawn.contains(&again));
    let ann = f.sign_in("ann").await.id;
    let three = HashMap::from([("sprint".to_owned(), 3)]);
    assert_eq!(f.store.played_seeds(ann).await.unwrap(), three);
    // A seed that a race has taken is no longer one of the available ones.
    f.create_race(5).await.unwrap();
    let two = HashMap::from([("sprint".to_owned(), 2)]);
    assert_eq!(f.store.played_seeds(ann).await.unwrap(), two);
}

#[tokio::test]
async fn ghosts_are_the_finished_runs_of_others_on_the_seed() {
    let f = fixture().await;
    f.add_seed("a").await;
    for (login, status, igt_ms) in [
        ("slow", SoloStatus::Finished, 9_000),
        ("fast", SoloStatus::Finished, 7_000),
        ("gave_up", SoloStatus::Abandoned, 1_000),
        ("nowhere", SoloStatus::Finished, 0),
    ] {
        f.play_solo(login, 0, status, igt_ms).await;
    }
    let ann = f.sign_in("ann").await.id;
    let own = f.begin_solo(ann, 0).await.unwrap().record;
    f.end_solo(own.id, SoloStatus::Finished, 8_000)
        .await
        .unwrap();
    let times = async |seed, except| {
        let ghosts = f.store.ghosts(seed, except).await.unwrap();
        ghosts.iter().map(|ghost| ghost.igt_ms).collect::<Vec<_>>()
    };
    assert_eq!(times(own.seed, own.id).await, [7_000, 9_000]);
    let nobody = SoloId::from(Uuid::new_v4());
    assert_eq!(times(own.seed, nobody).await, [7_000, 8_000, 9_000]);
    let elsewhere = SeedId::from(Uuid::new_v4());
    assert!(times(elsewhere, own.id).await.is_empty());
    let ghost = f.store.ghosts(own.seed, own.id).await.unwrap().remove(0);
    assert_eq!(
        (ghost.visits, ghost.death_count),
        (progress(1).zone_history, 1)
    );
}

#[tokio::test]
async fn a_hundred_ghosts_at_most() {
    let f = fixture().await;
    f.add_seed("a").await;
    let mut seed = None;
    for number in 0..102 {
        let login = format!("runner{number}");
        seed = Some(
            f.play_solo(&login, 0, SoloStatus::Finished, 1_000 + number)
                .await,
        );
    }
    let nobody = SoloId::from(Uuid::new_v4());
    let ghosts = f.store.ghosts(seed.unwrap(), nobody).await.unwrap();
    assert_eq!(ghosts.len(), 100);
    assert_eq!((ghosts[0].igt_ms, ghosts[99].igt_ms), (1_000, 1_099));
}

#[tokio::test]
async fn figures_count_finished_runs_that_are_not_slow() {
    let f = fixture().await;
    for slug in ["a", "b"] {
        f.add_seed(slug).await;
    }
    // Odd ones are left out of the figures.
    for (created, status, igt_ms) in [
        (0, SoloStatus::Finished, 4_000),
        (1, SoloStatus::Finished, 1_000),
        (2, SoloStatus::Abandoned, 500),
        (4, SoloStatus::Finished, 6_000),
    ] {
        f.play_solo("ann", created, status, igt_ms).await;
    }
    let ann = f.sign_in("ann").await.id;
    let runs = f.store.solo_runs(ann).await.unwrap();
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].pool_name, "sprint");
    assert_eq!((runs[0].runs, runs[0].igt_ms), (2, 10_000));
    assert_eq!((runs[0].deaths, runs[0].best_ms), (2, 4_000));
    assert_eq!(f.store.solo_count(ann).await.unwrap(), 4);
    let bob = f.sign_in("bob").await.id;
    assert_eq!(f.store.solo_count(bob).await.unwrap(), 0);
    assert_eq!(
        f.store.solo_counts().await.unwrap(),
        HashMap::from([(ann, 4)])
    );
    assert!(f.store.solo_runs(bob).await.unwrap().is_empty());
}
