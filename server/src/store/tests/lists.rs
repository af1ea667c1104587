//! Lists and logs, and how they are read in parts.

use sea_orm::{ConnectionTrait, QuerySelect, QueryTrait, TransactionTrait};
use speedfog_race::{RaceId, RaceStatus};
use uuid::Uuid;

use super::{Fixture, at, fixture};
use crate::store::{AuditEntry, RaceFilter, RacePage, commit::Change, entity::user, races};

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

/// What the database says about how it would answer.
async fn plan(f: &Fixture, filter: &RaceFilter) -> String {
    let db = &f.store.db;
    let sqlite = f.store.engine() == "SQLite";
    let tx = db.begin().await.unwrap();
    if !sqlite {
        // A small table is read as a whole, whatever indexes there are, unless told.
        let hint = "SET LOCAL enable_seqscan = off";
        tx.execute_unprepared(hint).await.unwrap();
    }
    let query = races::listed(filter)
        .limit(10)
        .find_also_related(user::Entity);
    let mut question = query.build(db.get_database_backend());
    let explain = if sqlite {
        "EXPLAIN QUERY PLAN"
    } else {
        "EXPLAIN"
    };
    question.sql = format!("{explain} {}", question.sql);
    let steps = tx.query_all_raw(question).await.unwrap();
    let steps = steps.iter().map(|step| {
        let step: String = step.try_get_by_index(if sqlite { 3 } else { 0 }).unwrap();
        step
    });
    steps.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_list_is_found_by_its_index() {
    let f = fixture().await;
    for (statuses, sorts) in [
        (vec![RaceStatus::Finished], false),
        (vec![RaceStatus::Setup, RaceStatus::Running], true),
    ] {
        let plan = plan(&f, &RaceFilter::Public(statuses)).await;
        assert!(plan.contains("races_list"), "{plan}");
        let sorted = plan.contains("TEMP B-TREE") || plan.contains("Sort");
        assert_eq!(sorted, sorts, "{plan}");
    }
}

#[tokio::test]
async fn any_number_of_races_can_be_asked_about() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    f.enter(race, "ann", 0, 1).await;
    // More than either database takes in one statement; the known one is in the last part.
    let many = || {
        let unknown = (0..70_000).map(|_| RaceId::from(Uuid::new_v4()));
        unknown.chain([race])
    };
    assert_eq!(f.store.members(many()).await.unwrap().len(), 1);
    assert_eq!(f.store.casters(many()).await.unwrap().len(), 0);
    assert_eq!(f.store.co_organizers(many()).await.unwrap().len(), 0);
    let seeds = (0..70_000).map(|_| speedfog_race::SeedId::from(Uuid::new_v4()));
    assert_eq!(f.store.seed_facts(seeds).await.unwrap().len(), 0);
}

#[tokio::test]
async fn only_what_lists_show_makes_them_outdated() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let before = f.store.changes().count();
    let ann = f.enter(race, "ann", 0, 1).await;
    let entered = f.store.changes().count();
    assert!(entered > before);
    let progress = |status| vec![Change::Progress(Box::new(super::progress_of(ann, status)))];
    use speedfog_race::ParticipantStatus::{Finished, Playing};
    f.commit(race, vec![], progress(Playing)).await.unwrap();
    let invite = Change::AddInvite(super::invite(race));
    f.commit(race, vec![], vec![invite]).await.unwrap();
    assert_eq!(f.store.changes().count(), entered);
    f.commit(race, vec![], progress(Finished)).await.unwrap();
    assert!(f.store.changes().count() > entered);
}
