//! Reports that do not look like normal play, for organizers to look at.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use speedfog_race::{
    ParticipantId, RaceId,
    plausibility::{Suspicion, SuspicionKind},
};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::suspicion,
    progress::{signed, unsigned},
    text_enum::TextEnum,
};

/// A suspicion with whom it is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SuspicionRow {
    /// Whose report it was.
    pub participant: ParticipantId,
    /// When it arose.
    pub at: DateTime<Utc>,
    /// What does not fit.
    pub suspicion: Suspicion,
}

impl Store {
    /// All suspicions of a race, oldest first.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn suspicions(&self, race: RaceId) -> Result<Vec<SuspicionRow>, StoreError> {
        suspicion::Entity::find()
            .filter(suspicion::Column::RaceId.eq(Uuid::from(race)))
            .order_by_asc(suspicion::Column::Id)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| {
                Ok(SuspicionRow {
                    participant: row.participant_id.into(),
                    at: row.at,
                    suspicion: Suspicion {
                        kind: SuspicionKind::from_text(&row.kind)?,
                        detail: row.detail,
                        igt_ms: unsigned(row.igt_ms),
                    },
                })
            })
            .collect()
    }
}

/// Writes a suspicion.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    race: RaceId,
    new: &SuspicionRow,
) -> Result<(), StoreError> {
    suspicion::Entity::insert(suspicion::ActiveModel {
        id: NotSet,
        race_id: Set(race.into()),
        participant_id: Set(new.participant.into()),
        at: Set(new.at),
        kind: Set(new.suspicion.kind.text().into()),
        detail: Set(new.suspicion.detail.clone()),
        igt_ms: Set(signed(new.suspicion.igt_ms)),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Forgets the suspicions of a race, whose progress is forgotten too.
pub(super) async fn clear(db: &impl ConnectionTrait, race: RaceId) -> Result<(), StoreError> {
    suspicion::Entity::delete_many()
        .filter(suspicion::Column::RaceId.eq(Uuid::from(race)))
        .exec(db)
        .await?;
    Ok(())
}
