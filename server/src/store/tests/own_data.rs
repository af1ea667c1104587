//! What somebody can take along and have forgotten, held against the tables that there are.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use serde_json::Value;
use speedfog_protocol::rest::Role;
use speedfog_race::{
    Event, ParticipantStatus, RaceStatus, SoloId, UserId,
    plausibility::{Suspicion, SuspicionKind},
};
use uuid::Uuid;

use super::{Fixture, at, columns, entry, fixture, invite, progress_of};
use crate::store::{
    AuditEntry, InviteRow, NewSolo, Profile, SuspicionRow, commit::Change, entity::role_grant,
};

/// A login that is nowhere but where it was written down.
const LOGIN: &str = "Unmistakable_Ann";

/// What becomes of the rows of a table that are about somebody.
enum Kept {
    /// In the export under this name, without these columns; and after deletion gone, or not.
    Exported(&'static str, &'static [&'static str], After),
    /// Too short-lived to be taken along.
    OnlyGoes,
    /// Neither.
    NotAboutPeople,
}

#[derive(PartialEq)]
enum After {
    Goes,
    Stays,
}

use After::{Goes, Stays};
use Kept::{Exported, NotAboutPeople, OnlyGoes};

const TABLES: &[(&str, Kept)] = &[
    ("users", Exported("account", &[], Stays)),
    ("sessions", Exported("sessions", &["token_hash"], Goes)),
    ("races", Exported("organized_races", &[], Stays)),
    (
        "participants",
        Exported("participations", &["mod_token"], Stays),
    ),
    ("casters", Exported("casts", &[], Stays)),
    ("co_organizers", Exported("co_organized", &[], Stays)),
    (
        "training_sessions",
        Exported("training_sessions", &["mod_token"], Stays),
    ),
    ("invites", Exported("invites", &["token"], Goes)),
    ("role_grants", Exported("role_grant", &[], Goes)),
    ("suspicions", Exported("suspicions", &[], Stays)),
    ("audit_log", Exported("audit_log", &[], Stays)),
    // Kind and payload are the event.
    ("journal", Exported("journal", &["kind", "payload"], Stays)),
    // Hashes that live for a minute.
    ("sign_in_codes", OnlyGoes),
    // Nobody is signed in yet.
    ("sign_in_states", NotAboutPeople),
    // They come from files.
    ("seeds", NotAboutPeople),
    // They belong to races.
    ("discord_events", NotAboutPeople),
];

/// What may still say who it was: whom an organizer has invited, in a log that cannot change.
const WRITTEN_FOR_GOOD: (&str, &str) = ("audit_log", "detail");

/// Columns by table, as the database knows them.
async fn schema(f: &Fixture) -> BTreeMap<String, BTreeSet<String>> {
    let columns = match f.store.engine() {
        "SQLite" => {
            "SELECT tables.name, columns.name FROM sqlite_master tables \
             JOIN pragma_table_info(tables.name) columns WHERE tables.type = 'table' \
             AND tables.name NOT LIKE 'sqlite%'"
        }
        _ => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
    };
    let db = &f.store.db;
    let asked = Statement::from_string(db.get_database_backend(), columns);
    let mut schema = BTreeMap::<String, BTreeSet<String>>::new();
    for row in db.query_all_raw(asked).await.unwrap() {
        let (table, column): (String, String) = row.try_get_many_by_index().unwrap();
        schema.entry(table).or_default().insert(column);
    }
    schema.remove("seaql_migrations");
    schema
}

async fn count(f: &Fixture, rows: &str) -> i64 {
    let db = &f.store.db;
    let asked = format!("SELECT count(*) FROM {rows}");
    let asked = Statement::from_string(db.get_database_backend(), asked);
    let row = db.query_one_raw(asked).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Something about one person in every table that can hold it, and in races that are over.
async fn a_life_of_racing(f: &Fixture) -> UserId {
    let profile = Profile {
        twitch_id: format!("id of {LOGIN}"),
        login: LOGIN.into(),
        display_name: Some(format!("{LOGIN} the Great")),
        avatar_url: Some(format!("https://pictures.example/{LOGIN}.png")),
        locale: None,
    };
    let ann = f.store.sign_in(&profile, None, at(0)).await.unwrap().id;
    f.store
        .open_session(ann, Some("a browser"), at(0))
        .await
        .unwrap();
    f.store.sign_in_code(ann, at(0)).await.unwrap();
    for slug in ["a", "b"] {
        f.add_seed(slug).await;
    }
    let organized = f.create_race_of(ann, 1).await.unwrap();
    let raced = f.create_race(2).await.unwrap();
    let entered = f.enter_person(raced, ann, 0, 1).await;
    let suspicion = SuspicionRow {
        participant: entered,
        at: at(3),
        suspicion: Suspicion {
            kind: SuspicionKind::TooFast,
            detail: "faster than light".into(),
            igt_ms: 5,
        },
    };
    let playing = progress_of(entered, ParticipantStatus::Finished);
    f.commit(
        raced,
        vec![entry(
            2,
            &Event::BecameReady {
                participant: entered,
            },
        )],
        vec![
            columns(RaceStatus::Finished, 1),
            Change::Progress(Box::new(playing)),
            Change::Suspect(suspicion),
            Change::AddCoOrganizer {
                user: ann,
                at: at(1),
            },
            Change::AddInvite(InviteRow {
                login: LOGIN.to_uppercase(),
                ..invite(raced)
            }),
            Change::Audit(AuditEntry {
                at: at(1),
                action: "invite_created",
                actor: None,
                race: None,
                subject: None,
                detail: Some(LOGIN.into()),
            }),
        ],
    )
    .await
    .unwrap();
    let casts = Change::AddCaster {
        id: Uuid::new_v4(),
        user: ann,
        at: at(1),
    };
    let over = columns(RaceStatus::Finished, 1);
    f.commit(organized, vec![], vec![casts, over])
        .await
        .unwrap();
    let solo = NewSolo {
        id: SoloId::from(Uuid::new_v4()),
        user: ann,
        pool_name: "sprint".into(),
        mod_token: "solo".into(),
        exclude_from_stats: false,
    };
    f.add_seed("c").await;
    f.store.create_solo(solo, at(4)).await.unwrap();
    // Waits for whoever has the login after her.
    let grant = role_grant::Model {
        login: LOGIN.to_lowercase(),
        role: "organizer".into(),
        created_at: at(0),
    };
    role_grant::Entity::insert(role_grant::ActiveModel::from(grant))
        .exec_without_returning(&f.store.db)
        .await
        .unwrap();
    f.store
        .set_role(ann, Role::Organizer, None, at(5))
        .await
        .unwrap();
    ann
}

#[tokio::test]
async fn every_table_is_in_the_export_or_left_out_for_a_reason() {
    let f = fixture().await;
    let ann = a_life_of_racing(&f).await;
    let schema = schema(&f).await;
    let known: BTreeSet<String> = TABLES.iter().map(|(table, _)| (*table).into()).collect();
    assert_eq!(schema.keys().cloned().collect::<BTreeSet<_>>(), known);
    let export = f.store.everything_about(ann).await.unwrap();
    for (table, kept) in TABLES {
        let Exported(name, secrets, _) = kept else {
            continue;
        };
        let row = match &export[name] {
            Value::Array(rows) => rows.first().unwrap_or(&Value::Null),
            row => row,
        };
        let exported = row
            .as_object()
            .unwrap_or_else(|| panic!("{table} is missing"));
        for column in &schema[*table] {
            let secret = secrets.contains(&column.as_str());
            assert_eq!(exported.contains_key(column), !secret, "{table}.{column}");
        }
    }
    let deeds: Vec<_> = export["audit_log"].as_array().unwrap().iter().collect();
    let actions: Vec<_> = deeds
        .iter()
        .map(|deed| deed["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["race_created", "invite_created", "role_changed"]);
    // What is about others is not hers.
    let other = f.sign_in("organizer").await.id;
    let export = f.store.everything_about(other).await.unwrap();
    for name in [
        "participations",
        "suspicions",
        "journal",
        "training_sessions",
    ] {
        assert_eq!(export[name], Value::Array(vec![]), "{name}");
    }
}

#[tokio::test]
async fn the_export_knows_entries_that_were_taken_back() {
    let f = fixture().await;
    f.add_seed("a").await;
    let race = f.create_race(1).await.unwrap();
    let ann = f.sign_in("ann").await.id;
    let participant = f.enter(race, "ann", 0, 1).await;
    let cause = speedfog_race::race::RemovalCause::Left;
    let left = Event::ParticipantRemoved { participant, cause };
    let gone = Change::RemoveParticipant(participant);
    f.commit(race, vec![entry(2, &left)], vec![gone])
        .await
        .unwrap();
    let export = f.store.everything_about(ann).await.unwrap();
    assert_eq!(export["participations"], Value::Array(vec![]));
    let events = export["journal"].as_array().unwrap().iter();
    let kinds: Vec<_> = events
        .map(|entry| entry["event"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["participant_joined", "participant_removed"]);
}

#[tokio::test]
async fn nothing_says_who_it_was_once_they_are_forgotten() {
    let f = fixture().await;
    let ann = a_life_of_racing(&f).await;
    let left = f.store.forget_person(ann).await.unwrap();
    assert_eq!(left.id, ann);
    for (table, columns) in schema(&f).await {
        for column in columns {
            if (&*table, &*column) == WRITTEN_FOR_GOOD {
                continue;
            }
            let login = LOGIN.to_lowercase();
            let named = format!("{table} WHERE lower(CAST({column} AS TEXT)) LIKE '%{login}%'");
            assert_eq!(count(&f, &named).await, 0, "{table}.{column} still says it");
        }
    }
    for (table, kept) in TABLES {
        let rows = count(&f, table).await;
        match kept {
            Exported(_, _, Stays) => assert!(rows > 0, "{table} is part of the results"),
            Exported(_, _, Goes) | OnlyGoes => assert_eq!(rows, 0, "{table}"),
            NotAboutPeople => {}
        }
    }
}
