//! The store on a real database: a SQLite file, or PostgreSQL.

use chrono::{DateTime, Utc};
use speedfog_protocol::rest::Role;
use speedfog_race::{
    Event, ParticipantId, ParticipantStatus, Progress, RaceId, RaceSettings, RaceStatus, UserId,
    Visit,
};
use uuid::Uuid;

use super::{
    InviteRow, NewRace, NewSeed, Profile, Store, StoreError,
    commit::{
        Change, Commit, Committer, JournalEntry, NewParticipant, ProgressColumns, RaceColumns,
    },
};
use crate::figures::Figures;

#[path = "../../tests/it/common/database.rs"]
mod database;
mod lists;
mod own_data;
mod solos;

struct Fixture {
    store: Store,
    committer: Committer,
    _folder: tempfile::TempDir,
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
}

async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let url = match database::fresh_postgres().await {
        Some(url) => url,
        None => Store::embedded_url(folder.path()),
    };
    let store = Store::connect(&url).await.unwrap();
    let (committer, writing) = Committer::new(store.clone(), Figures::off());
    tokio::spawn(writing);
    Fixture {
        store,
        committer,
        _folder: folder,
    }
}

impl Fixture {
    async fn sign_in(&self, login: &str) -> super::Person {
        let profile = Profile {
            twitch_id: format!("id-of-{}", login.to_lowercase()),
            login: login.into(),
            display_name: None,
            avatar_url: None,
            locale: None,
        };
        self.store.sign_in(&profile, None, at(0)).await.unwrap()
    }

    async fn add_seed(&self, slug: &str) {
        let seed = NewSeed {
            pool_name: "sprint".into(),
            seed_number: slug.into(),
            graph_json: "{}".into(),
            total_layers: 5,
            total_nodes: 7,
            total_paths: 4,
            path: format!("/nowhere/seed_{slug}.zip"),
        };
        self.store.add_seed(seed, at(0)).await.unwrap();
    }

    async fn create_race(&self, created: i64) -> Result<RaceId, StoreError> {
        let organizer = self.sign_in("organizer").await.id;
        self.create_race_of(organizer, created).await
    }

    async fn create_race_of(&self, organizer: UserId, created: i64) -> Result<RaceId, StoreError> {
        let id = RaceId::from(Uuid::new_v4());
        let new = NewRace {
            id,
            organizer,
            pool_name: "sprint".into(),
            config: serde_json::json!({}),
            settings: RaceSettings {
                name: "Race".into(),
                open_registration: true,
                max_participants: Some(4),
                ..RaceSettings::default()
            },
            organizer_participates: None,
        };
        self.store.create_race(new, at(created)).await?;
        Ok(id)
    }

    async fn commit(
        &self,
        race: RaceId,
        journal: Vec<JournalEntry>,
        changes: Vec<Change>,
    ) -> Result<(), StoreError> {
        self.committer
            .commit(Commit {
                race,
                journal,
                changes,
            })
            .await
    }

    /// Enters somebody and returns the participant.
    async fn enter(&self, race: RaceId, login: &str, color_index: u32, seq: u64) -> ParticipantId {
        let user = self.sign_in(login).await.id;
        self.enter_person(race, user, color_index, seq).await
    }

    async fn enter_person(
        &self,
        race: RaceId,
        user: UserId,
        color_index: u32,
        seq: u64,
    ) -> ParticipantId {
        let id = ParticipantId::from(Uuid::new_v4());
        let event = Event::ParticipantJoined {
            participant: id,
            user,
            color_index,
        };
        let row = NewParticipant {
            id,
            user,
            mod_token: format!("token {seq}"),
            color_index,
            applied_seq: seq,
        };
        self.commit(
            race,
            vec![entry(seq, &event)],
            vec![Change::AddParticipant(row)],
        )
        .await
        .unwrap();
        id
    }
}

fn entry(seq: u64, event: &Event) -> JournalEntry {
    JournalEntry {
        seq,
        at: at(i64::try_from(seq).unwrap()),
        kind: event.kind(),
        payload: serde_json::to_string(event).unwrap(),
    }
}

fn columns(status: RaceStatus, version: i32) -> Change {
    Change::Race(RaceColumns {
        status,
        starts_at: None,
        started_at: Some(at(9)),
        ended: None,
        seeds_released_at: Some(at(8)),
        version,
    })
}

fn progress_of(id: ParticipantId, status: ParticipantStatus) -> ProgressColumns {
    ProgressColumns {
        id,
        status,
        progress: Progress::default(),
        finished_at: None,
        held: false,
        corrected: false,
        applied_seq: 1,
    }
}

fn invite(race: RaceId) -> InviteRow {
    InviteRow {
        id: Uuid::new_v4(),
        token: "t1".into(),
        login: "New_One".into(),
        created_at: at(1),
        race_id: race,
        accepted: false,
    }
}

#[tokio::test]
async fn an_account_is_its_identity_not_its_login() {
    let f = fixture().await;
    let ann = f.sign_in("Ann_B").await;
    assert_eq!(ann.role, Role::User);
    assert_eq!(f.sign_in("ann_b").await.id, ann.id);
    let found = f.store.person_by_login("ANN_B").await.unwrap().unwrap();
    assert_eq!(found.id, ann.id);
    assert_eq!(f.store.person_by_login("ann%").await.unwrap(), None);

    // A recycled login belongs to whoever was seen last.
    let newer = Profile {
        twitch_id: "another".into(),
        login: "ann_b".into(),
        display_name: None,
        avatar_url: None,
        locale: None,
    };
    let newer = f
        .store
        .sign_in(&newer, Some(Role::Admin), at(60))
        .await
        .unwrap();
    let found = f.store.person_by_login("ann_b").await.unwrap().unwrap();
    assert_eq!(found, newer);
    f.store.touch_person(ann.id, at(120)).await.unwrap();
    let found = f.store.person_by_login("ann_b").await.unwrap().unwrap();
    assert_eq!(found.id, ann.id);
}

#[tokio::test]
async fn a_session_ends() {
    let f = fixture().await;
    let ann = f.sign_in("ann").await;
    let token = f.store.open_session(ann.id, None, at(0)).await.unwrap();
    let other = f.store.open_session(ann.id, None, at(0)).await.unwrap();
    assert_ne!(token, other, "every device has its own");
    let holder = f.store.session(&token, at(60)).await.unwrap();
    assert_eq!(holder.map(|session| session.person), Some(ann));
    let months_later = at(91 * 24 * 3600);
    assert_eq!(f.store.session(&token, months_later).await.unwrap(), None);
    assert_eq!(f.store.session("guess", at(0)).await.unwrap(), None);
}

#[tokio::test]
async fn a_seed_is_given_once_and_known_seeds_stay() {
    let f = fixture().await;
    for slug in ["a", "b", "a"] {
        f.add_seed(slug).await;
    }
    assert_eq!(f.store.stored_seeds(Some("sprint")).await.unwrap().len(), 2);
    let (first, second) = (
        f.create_race(1).await.unwrap(),
        f.create_race(2).await.unwrap(),
    );
    assert!(matches!(f.create_race(3).await, Err(StoreError::NoSeed(pool)) if pool == "sprint"));
    let seed = async |race| f.store.race(race).await.unwrap().unwrap().seed_id;
    assert_ne!(seed(first).await, seed(second).await);

    let delete = |return_seed| vec![Change::DeleteRace { return_seed }];
    f.commit(first, vec![], delete(true)).await.unwrap();
    f.commit(second, vec![], delete(false)).await.unwrap();
    let counts = f.store.pool_counts().await.unwrap()["sprint"];
    assert_eq!((counts.available, counts.consumed), (1, 1));
    assert_eq!(f.store.race(first).await.unwrap(), None);
}

#[tokio::test]
async fn progress_of_many_is_written_at_once() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let mut rows = Vec::new();
    // More than fit into one statement.
    for number in 0..70 {
        let login = format!("racer{number}");
        let id = f.enter(race, &login, number, u64::from(number) + 1).await;
        let mut row = progress_of(id, ParticipantStatus::Playing);
        row.progress.igt_ms = 1000 + number;
        rows.push(row);
    }
    let gone = progress_of(Uuid::new_v4().into(), ParticipantStatus::Playing);
    let mut later = rows[0].clone();
    later.progress.igt_ms = 5000;
    let expected: Vec<u32> = [5000].into_iter().chain(1001..1070).collect();
    let changes = rows.into_iter().chain([gone, later]);
    let changes = changes.map(|row| Change::Progress(Box::new(row))).collect();
    f.commit(race, vec![], changes).await.unwrap();

    let stored = f.store.stored_room(race).await.unwrap().unwrap();
    let times = stored.members.iter().map(|member| {
        assert_eq!(member.row.status, ParticipantStatus::Playing);
        member.row.progress.igt_ms
    });
    assert_eq!(times.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn one_bad_commit_does_not_fail_its_neighbours() {
    let f = fixture().await;
    for slug in ["a", "b"] {
        f.add_seed(slug).await;
    }
    let (good, bad) = (
        f.create_race(1).await.unwrap(),
        f.create_race(2).await.unwrap(),
    );
    let release = entry(1, &Event::SeedsReleased);
    let (first, second) = tokio::join!(
        f.commit(
            good,
            vec![release.clone()],
            vec![columns(RaceStatus::Running, 1)]
        ),
        f.commit(
            bad,
            vec![release.clone()],
            vec![columns(RaceStatus::Running, 7)]
        ),
    );
    first.unwrap();
    assert!(matches!(second, Err(StoreError::Conflict)));
    assert_eq!(f.store.race(good).await.unwrap().unwrap().version, 2);
    assert!(f.store.journal_after(bad, 0).await.unwrap().is_empty());
    // A position of the journal is given once.
    let again = f.commit(good, vec![release], vec![]).await;
    assert!(matches!(again, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn a_room_comes_back_with_the_end_of_its_journal() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let ann = f.enter(race, "ann", 0, 1).await;
    let bob = f.enter(race, "bob", 1, 2).await;
    let progress = Progress {
        current_zone: Some("left".into()),
        current_layer: 1,
        igt_ms: 60_000,
        death_count: 2,
        zone_history: vec![Visit {
            node: "left".into(),
            igt_ms: 50_000,
            deaths: 2,
        }],
        last_igt_change_at: Some(at(3)),
        last_event_id: Some(u64::from(u32::MAX)),
    };
    let row = ProgressColumns {
        progress: progress.clone(),
        held: true,
        applied_seq: 3,
        ..progress_of(ann, ParticipantStatus::Playing)
    };
    let ready = |participant| Event::BecameReady { participant };
    f.commit(
        race,
        vec![entry(3, &ready(ann))],
        vec![
            columns(RaceStatus::Running, 1),
            Change::Progress(Box::new(row)),
        ],
    )
    .await
    .unwrap();
    f.commit(race, vec![entry(4, &ready(bob))], vec![])
        .await
        .unwrap();

    assert_eq!(f.store.live_races().await.unwrap(), [race]);
    let stored = f.store.stored_room(race).await.unwrap().unwrap();
    assert_eq!(stored.race.status, RaceStatus::Running);
    assert_eq!(stored.last_seq, 4);
    assert_eq!(stored.members[0].row.progress, progress);
    assert_eq!(stored.members[1].person.login, "bob");
    let tail: Vec<_> = stored.tail.iter().map(|entry| entry.seq).collect();
    assert_eq!(tail, [3, 4], "from where the oldest row stops");
    assert_eq!(stored.tail[1].event, ready(bob));

    let member = f.store.member_by_token(race, "token 2").await.unwrap();
    assert_eq!(member.unwrap().row.id, bob);
    let elsewhere = RaceId::from(Uuid::new_v4());
    assert_eq!(
        f.store.member_by_token(elsewhere, "token 2").await.unwrap(),
        None
    );

    f.commit(race, vec![], vec![Change::RemoveParticipant(bob)])
        .await
        .unwrap();
    assert_eq!(f.store.members([race]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn colours_and_people_are_unique_in_a_race() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    f.enter(race, "ann", 0, 1).await;
    for (login, color_index) in [("bob", 0), ("ann", 1)] {
        let row = NewParticipant {
            id: ParticipantId::from(Uuid::new_v4()),
            user: f.sign_in(login).await.id,
            mod_token: Uuid::new_v4().to_string(),
            color_index,
            applied_seq: 2,
        };
        let refused = f
            .commit(race, vec![], vec![Change::AddParticipant(row)])
            .await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{login}");
    }
}

#[tokio::test]
async fn an_invite_is_taken_back_once() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let first = invite(race);
    let add = || vec![Change::AddInvite(first.clone())];
    f.commit(race, vec![], add()).await.unwrap();
    let again = f.commit(race, vec![], add()).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    assert_eq!(
        f.store.open_invites(race).await.unwrap(),
        std::slice::from_ref(&first)
    );
    let revoke = || vec![Change::RevokeInvite(first.id)];
    f.commit(race, vec![], revoke()).await.unwrap();
    let gone = f.commit(race, vec![], revoke()).await;
    assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
}
