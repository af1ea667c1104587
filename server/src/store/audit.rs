//! The log of what organizers and admins did. Each entry is written together with the deed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use speedfog_race::{RaceId, UserId};
use uuid::Uuid;

use super::{RacePage, Store, StoreError, entity::audit_log};

/// One deed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AuditEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What, such as `race_started`.
    pub action: &'static str,
    /// Who; none for the operator on the command line.
    pub actor: Option<UserId>,
    /// Race it was done to, with its name at that time.
    pub race: Option<(RaceId, String)>,
    /// Person it was done to.
    pub subject: Option<UserId>,
    /// Particulars for people.
    pub detail: Option<String>,
}

/// One deed as it is read back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AuditRow {
    /// Number; later ones are higher.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: String,
    /// Who.
    pub actor: Option<UserId>,
    /// Race it was done to.
    pub race: Option<RaceId>,
    /// Name of that race at that time.
    pub race_name: Option<String>,
    /// Person it was done to.
    pub subject: Option<UserId>,
    /// Particulars for people.
    pub detail: Option<String>,
}

impl Store {
    /// Entries about one race, or all of them, newest first, and how many there are.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn audit_log(
        &self,
        race: Option<RaceId>,
        page: RacePage,
    ) -> Result<(Vec<AuditRow>, u64), StoreError> {
        let mut query = audit_log::Entity::find();
        if let Some(race) = race {
            query = query.filter(audit_log::Column::RaceId.eq(Uuid::from(race)));
        }
        let total = query.clone().count(&self.db).await?;
        let rows = query
            .order_by_desc(audit_log::Column::Id)
            .offset(page.offset)
            .limit(page.limit)
            .all(&self.db)
            .await?;
        let rows = rows.into_iter().map(|row| AuditRow {
            id: u64::try_from(row.id).unwrap_or(0),
            at: row.at,
            action: row.action,
            actor: row.actor_id.map(UserId::from),
            race: row.race_id.map(RaceId::from),
            race_name: row.race_name,
            subject: row.subject_id.map(UserId::from),
            detail: row.detail,
        });
        Ok((rows.collect(), total))
    }

    /// Writes an entry about something that is no single change of the database.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn record(&self, entry: &AuditEntry) -> Result<(), StoreError> {
        insert(&self.db, entry).await
    }
}

/// Writes an entry.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    entry: &AuditEntry,
) -> Result<(), StoreError> {
    let (race, race_name) = entry.race.clone().unzip();
    audit_log::Entity::insert(audit_log::ActiveModel {
        id: NotSet,
        at: Set(entry.at),
        action: Set(entry.action.into()),
        actor_id: Set(entry.actor.map(Uuid::from)),
        race_id: Set(race.map(Uuid::from)),
        race_name: Set(race_name),
        subject_id: Set(entry.subject.map(Uuid::from)),
        detail: Set(entry.detail.clone()),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}
