//! The database schema, one migration per file, oldest first.
//!
//! A landed migration is never edited: hosts may already have run it.

use sea_orm_migration::prelude::*;

mod m20261123_000001_initial;
mod m20261123_000002_sign_in;
mod m20261123_000003_training_sessions;
mod m20261123_000004_organizing;
mod m20261123_000005_audit;
mod m20261123_000006_role_grants;
mod m20261123_000007_discord_events;
mod m20261123_000008_race_lists;
mod m20261123_000009_race_end;
mod m20261123_000010_missing_seeds;

/// Every migration in order.
pub(super) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_initial::Migration),
            Box::new(m20261123_000002_sign_in::Migration),
            Box::new(m20261123_000003_training_sessions::Migration),
            Box::new(m20261123_000004_organizing::Migration),
            Box::new(m20261123_000005_audit::Migration),
            Box::new(m20261123_000006_role_grants::Migration),
            Box::new(m20261123_000007_discord_events::Migration),
            Box::new(m20261123_000008_race_lists::Migration),
            Box::new(m20261123_000009_race_end::Migration),
            Box::new(m20261123_000010_missing_seeds::Migration),
        ]
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database, EntityTrait};

    use super::*;
    use crate::store::entity::session;

    #[tokio::test]
    async fn sessions_from_before_they_had_ids_get_one() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await.unwrap();
        Migrator::up(&db, Some(1)).await.unwrap();
        let at = "'2026-11-23T01:20:33+00:00'";
        for row in [
            format!(
                "INSERT INTO users (id, twitch_id, twitch_username, role, created_at) \
                 VALUES (x'000102030405060708090a0b0c0d0e0f', '1', 'ann', 'user', {at})"
            ),
            format!(
                "INSERT INTO sessions (token_hash, user_id, created_at, expires_at) \
                 VALUES ('a', x'000102030405060708090a0b0c0d0e0f', {at}, {at}), \
                        ('b', x'000102030405060708090a0b0c0d0e0f', {at}, {at})"
            ),
        ] {
            db.execute_unprepared(&row).await.unwrap();
        }
        Migrator::up(&db, None).await.unwrap();
        let sessions = session::Entity::find().all(&db).await.unwrap();
        assert_eq!(sessions.len(), 2);
        assert_ne!(sessions[0].id.unwrap(), sessions[1].id.unwrap());
        Migrator::down(&db, None).await.unwrap();
    }
}
