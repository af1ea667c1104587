//! A database of its own for each test: a SQLite file, or one on the PostgreSQL server that
//! `TEST_POSTGRES_URL` names (such as `postgres://postgres@127.0.0.1:5433`).

use sea_orm::{ConnectionTrait, Database};

/// The URL of a new, empty PostgreSQL database; none when tests run on SQLite.
pub(crate) async fn fresh_postgres() -> Option<String> {
    let server = std::env::var("TEST_POSTGRES_URL").ok()?;
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(format!("{server}/postgres"))
        .await
        .expect("the PostgreSQL server answers");
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("a database can be created");
    Some(format!("{server}/{name}"))
}
