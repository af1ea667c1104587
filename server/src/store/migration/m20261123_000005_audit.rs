//! Who did what as organizer or admin, and reports that do not look like normal play.
//!
//! The log has no foreign keys: it outlives races and accounts. The database itself refuses to change
//! or delete its entries.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum AuditLog {
    Table,
    Id,
    At,
    Action,
    ActorId,
    RaceId,
    RaceName,
    SubjectId,
    Detail,
}

#[derive(DeriveIden)]
enum Suspicions {
    Table,
    Id,
    RaceId,
    ParticipantId,
    At,
    Kind,
    Detail,
    IgtMs,
}

#[derive(DeriveIden)]
enum Participants {
    Table,
    Id,
}

const SQLITE: &[&str] = &[
    "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log \
     FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(AuditLog::Table)
                    .col(big_pk_auto(AuditLog::Id))
                    .col(timestamp_with_time_zone(AuditLog::At))
                    .col(string_len(AuditLog::Action, 50))
                    .col(uuid_null(AuditLog::ActorId))
                    .col(uuid_null(AuditLog::RaceId))
                    .col(string_len_null(AuditLog::RaceName, 200))
                    .col(uuid_null(AuditLog::SubjectId))
                    .col(text_null(AuditLog::Detail))
                    .to_owned(),
            )
            .await?;
        let index = Index::create()
            .name("audit_log_race")
            .table(AuditLog::Table)
            .col(AuditLog::RaceId)
            .to_owned();
        manager.create_index(index).await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for statement in triggers {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        manager
            .create_table(
                Table::create()
                    .table(Suspicions::Table)
                    .col(big_pk_auto(Suspicions::Id))
                    .col(uuid(Suspicions::RaceId))
                    .col(uuid(Suspicions::ParticipantId))
                    .col(timestamp_with_time_zone(Suspicions::At))
                    .col(string_len(Suspicions::Kind, 20))
                    .col(text(Suspicions::Detail))
                    .col(integer(Suspicions::IgtMs))
                    .foreign_key(
                        ForeignKey::create()
                            .from(Suspicions::Table, Suspicions::ParticipantId)
                            .to(Participants::Table, Participants::Id)
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        let index = Index::create()
            .name("suspicions_race")
            .table(Suspicions::Table)
            .col(Suspicions::RaceId)
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Suspicions::Table).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(AuditLog::Table).to_owned())
            .await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager
                .get_connection()
                .execute_unprepared("DROP FUNCTION audit_log_is_append_only()")
                .await?;
        }
        Ok(())
    }
}
