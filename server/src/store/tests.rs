//! The store on a real database: a SQLite file, or PostgreSQL.

use chrono::{DateTime, Utc};
use speedfog_protocol::rest::Role;
use speedfog_race::{
    Event, ParticipantId, ParticipantStatus, Progress, RaceId, RaceSettings, RaceStatus, Visit,
};
use uuid::Uuid;

use sea_orm::ConnectionTrait;

use super::{
    AuditEntry, InviteRow, NewRace, NewSeed, Profile, RaceFilter, RacePage, Store, StoreError,
    commit::{
        Change, Commit, Committer, JournalEntry, NewParticipant, ProgressColumns, RaceColumns,
    },
};
use crate::figures::Figures;

#[path = "../../tests/it/common/database.rs"]
mod database;

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
        let id = ParticipantId::from(Uuid::new_v4());
        let event = Event::ParticipantJoined {
            participant: id,
            user,
            color_index,
        };
        let row = NewParticipant {
            id,
            user,
            mod_token: format!("token of {login}"),
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
        seeds_released_at: Some(at(8)),
        version,
    })
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
    assert_eq!(f.store.known_slugs("sprint").await.unwrap().len(), 2);
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
        id: ann,
        status: ParticipantStatus::Playing,
        progress: progress.clone(),
        finished_at: None,
        held: true,
        corrected: false,
        applied_seq: 3,
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

    let member = f.store.member_by_token(race, "token of bob").await.unwrap();
    assert_eq!(member.unwrap().row.id, bob);
    let elsewhere = RaceId::from(Uuid::new_v4());
    assert_eq!(
        f.store
            .member_by_token(elsewhere, "token of bob")
            .await
            .unwrap(),
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
    let first = InviteRow {
        id: Uuid::new_v4(),
        token: "t1".into(),
        login: "New_One".into(),
        created_at: at(1),
        race_id: race,
        accepted: false,
    };
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

#[tokio::test]
async fn the_audit_log_can_only_grow() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let actor = f.sign_in("organizer").await.id;
    let entry = |number: i64| AuditEntry {
        at: at(number),
        action: "race_edited",
        actor: Some(actor),
        race: Some((race, "Race".into())),
        subject: None,
        detail: Some(format!("name: {number}")),
    };
    for number in 0..3 {
        f.commit(race, vec![], vec![Change::Audit(entry(number))])
            .await
            .unwrap();
    }
    let page = RacePage {
        offset: 1,
        limit: 2,
    };
    let (rows, total) = f.store.audit_log(Some(race), page).await.unwrap();
    // The creation of the race is an entry too.
    assert_eq!(total, 4);
    let details: Vec<_> = rows.iter().map(|row| row.detail.as_deref()).collect();
    assert_eq!(details, [Some("name: 1"), Some("name: 0")]);
    assert!(rows[0].id > rows[1].id);
    assert_eq!(rows[0].actor, Some(actor));

    for change in ["UPDATE audit_log SET detail = 'x'", "DELETE FROM audit_log"] {
        let refused = f.store.db.execute_unprepared(change).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    // It outlives the race.
    let delete = Change::DeleteRace { return_seed: true };
    f.commit(race, vec![], vec![delete]).await.unwrap();
    let (_, total) = f.store.audit_log(None, page).await.unwrap();
    assert_eq!(total, 4);
}

#[tokio::test]
async fn a_page_of_a_list_knows_how_much_there_is() {
    let f = fixture().await;
    for number in 0..3 {
        f.add_seed(&number.to_string()).await;
        f.create_race(number).await.unwrap();
    }
    let filter = RaceFilter::Public(vec![RaceStatus::Setup]);
    let page = RacePage {
        offset: 1,
        limit: 1,
    };
    let (rows, total) = f.store.races(&filter, Some(page)).await.unwrap();
    assert_eq!((rows.len(), total), (1, Some(3)));
    assert_eq!(rows[0].created_at, at(1), "newest first");
    let (all, total) = f.store.races(&filter, None).await.unwrap();
    assert_eq!((all.len(), total), (3, None));
}
