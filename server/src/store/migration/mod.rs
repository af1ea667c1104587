//! The database schema, one migration per file, oldest first.
//!
//! A landed migration is never edited: hosts may already have run it.

use sea_orm_migration::prelude::*;

mod m20261123_000001_initial;
mod m20261123_000002_sign_in;

/// Every migration in order.
pub(super) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_initial::Migration),
            Box::new(m20261123_000002_sign_in::Migration),
        ]
    }
}
