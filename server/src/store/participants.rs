//! Participants as rows: what lists and pages read, and the snapshot a room restarts from.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, Query, TableRef, ValueTuple},
};
use speedfog_race::{ParticipantId, ParticipantStatus, Progress, RaceId, SeedId, UserId};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{participant, user},
    parts::in_parts,
    progress::{event_id_column, history_column, read_event_id, read_history, signed, unsigned},
    text_enum::TextEnum,
    users::Person,
};
use crate::secret;

/// A participant with progress, as far as it was flushed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParticipantRow {
    /// Id.
    pub id: ParticipantId,
    /// Race.
    pub race_id: RaceId,
    /// Secret of the mod.
    pub mod_token: String,
    /// Status.
    pub status: ParticipantStatus,
    /// Colour, unique in the race.
    pub color_index: u32,
    /// Position, clock, deaths and visits.
    pub progress: Progress,
    /// When the run ended with a finish.
    pub finished_at: Option<DateTime<Utc>>,
    /// The result is not confirmed.
    pub held: bool,
    /// The organizer has put the result right.
    pub corrected: bool,
    /// Seed of the pack that was downloaded last.
    pub pack_seed: Option<SeedId>,
    /// Journal position up to which this row is complete.
    pub applied_seq: u64,
}

/// A participant and who it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    /// The participant.
    pub row: ParticipantRow,
    /// The person behind it.
    pub person: Person,
}

impl TryFrom<participant::Model> for ParticipantRow {
    type Error = StoreError;

    fn try_from(row: participant::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            race_id: row.race_id.into(),
            mod_token: row.mod_token,
            status: ParticipantStatus::from_text(&row.status)?,
            color_index: unsigned(row.color_index),
            progress: Progress {
                current_zone: row.current_zone.map(|zone| zone.as_str().into()),
                current_layer: unsigned(row.current_layer),
                igt_ms: unsigned(row.igt_ms),
                death_count: unsigned(row.death_count),
                zone_history: read_history(row.zone_history)?,
                last_igt_change_at: row.last_igt_change_at,
                last_event_id: read_event_id(row.last_event_id),
            },
            finished_at: row.finished_at,
            held: row.held,
            corrected: row.corrected,
            pack_seed: row.pack_seed_id.map(SeedId::from),
            applied_seq: u64::try_from(row.applied_seq).unwrap_or(0),
        })
    }
}

/// Columns of a participant that rooms write.
#[derive(Debug, Clone)]
pub(crate) struct ProgressColumns {
    /// Whose.
    pub id: ParticipantId,
    /// Status.
    pub status: ParticipantStatus,
    /// Position, clock, deaths and visits.
    pub progress: Progress,
    /// When the run ended with a finish.
    pub finished_at: Option<DateTime<Utc>>,
    /// The result is not confirmed.
    pub held: bool,
    /// The organizer has put the result right.
    pub corrected: bool,
    /// Journal position that these columns include.
    pub applied_seq: u64,
}

/// A participant to be inserted.
#[derive(Debug, Clone)]
pub(crate) struct NewParticipant {
    /// Id.
    pub id: ParticipantId,
    /// Who.
    pub user: UserId,
    /// Secret of the mod.
    pub mod_token: String,
    /// Colour.
    pub color_index: u32,
    /// Journal position of the joining.
    pub applied_seq: u64,
}

pub(super) async fn insert(
    db: &impl ConnectionTrait,
    race: RaceId,
    new: &NewParticipant,
) -> Result<(), StoreError> {
    participant::Entity::insert(participant::ActiveModel {
        id: Set(new.id.into()),
        race_id: Set(race.into()),
        user_id: Set(new.user.into()),
        mod_token: Set(new.mod_token.clone()),
        status: Set(ParticipantStatus::Registered.text().into()),
        current_zone: Set(None),
        current_layer: Set(0),
        igt_ms: Set(0),
        death_count: Set(0),
        zone_history: Set(None),
        color_index: Set(signed(new.color_index)),
        finished_at: Set(None),
        last_igt_change_at: Set(None),
        last_event_id: Set(event_id_column(None)),
        applied_seq: Set(i64::try_from(new.applied_seq).unwrap_or(i64::MAX)),
        held: Set(false),
        corrected: Set(false),
        pack_seed_id: Set(None),
    })
    .exec_without_returning(db)
    .await
    .map_err(StoreError::or_conflict)?;
    Ok(())
}

/// Rows that are updated with one statement.
const ROWS_PER_UPDATE: usize = 64;

/// Writes the progress of many participants, each of whom may be there once. Whoever is gone is left out.
pub(super) async fn update_all(
    db: &impl ConnectionTrait,
    rows: &[&ProgressColumns],
) -> Result<(), StoreError> {
    use participant::Column;
    const COLUMNS: [Column; 12] = [
        Column::Status,
        Column::CurrentZone,
        Column::CurrentLayer,
        Column::IgtMs,
        Column::DeathCount,
        Column::ZoneHistory,
        Column::FinishedAt,
        Column::Held,
        Column::Corrected,
        Column::LastIgtChangeAt,
        Column::LastEventId,
        Column::AppliedSeq,
    ];
    for rows in rows.chunks(ROWS_PER_UPDATE) {
        let values: Vec<ValueTuple> = rows
            .iter()
            .map(|columns| row_values(columns))
            .collect::<Result<_, _>>()?;
        let mut update = Query::update();
        update
            .table(participant::Entity)
            .from(TableRef::ValuesList(values, NEW.into()))
            .and_where(Expr::col((participant::Entity, Column::Id)).equals((NEW, ID)));
        for (index, column) in COLUMNS.into_iter().enumerate() {
            // Both databases name the columns of a list of values by their position.
            update.value(
                column,
                Expr::col((NEW, Alias::new(format!("column{}", index + 2)))),
            );
        }
        db.execute(&update).await?;
    }
    Ok(())
}

/// What the rows to be written are called in the statement, and their first column.
const NEW: &str = "new";
const ID: &str = "column1";

/// Id and columns of a participant, in the order in which they are written.
fn row_values(columns: &ProgressColumns) -> Result<ValueTuple, StoreError> {
    let progress = &columns.progress;
    let zone = progress.current_zone.as_ref();
    Ok(ValueTuple::Many(vec![
        Uuid::from(columns.id).into(),
        columns.status.text().into(),
        zone.map(|zone| zone.as_str().to_owned()).into(),
        signed(progress.current_layer).into(),
        signed(progress.igt_ms).into(),
        signed(progress.death_count).into(),
        history_column(&progress.zone_history)?.into(),
        columns.finished_at.into(),
        columns.held.into(),
        columns.corrected.into(),
        progress.last_igt_change_at.into(),
        event_id_column(progress.last_event_id).into(),
        i64::try_from(columns.applied_seq)
            .unwrap_or(i64::MAX)
            .into(),
    ]))
}

/// Notes which seed's pack was downloaded.
pub(super) async fn set_pack(
    db: &impl ConnectionTrait,
    id: ParticipantId,
    seed: SeedId,
) -> Result<(), StoreError> {
    participant::Entity::update_many()
        .col_expr(
            participant::Column::PackSeedId,
            Expr::value(Uuid::from(seed)),
        )
        .filter(participant::Column::Id.eq(Uuid::from(id)))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn delete(db: &impl ConnectionTrait, id: ParticipantId) -> Result<(), StoreError> {
    participant::Entity::delete_by_id(Uuid::from(id))
        .exec(db)
        .await?;
    Ok(())
}

impl Store {
    /// Participants of several races, those of each race in join order.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn members(
        &self,
        races: impl IntoIterator<Item = RaceId>,
    ) -> Result<Vec<Member>, StoreError> {
        let rows = in_parts(races, |races| {
            participant::Entity::find()
                .filter(participant::Column::RaceId.is_in(races))
                .order_by_asc(participant::Column::RaceId)
                .order_by_asc(participant::Column::ColorIndex)
                .order_by_asc(participant::Column::Id)
                .find_both_related(user::Entity)
                .all(&self.db)
        });
        rows.await?
            .into_iter()
            .map(|(row, person)| {
                Ok(Member {
                    row: row.try_into()?,
                    person: person.try_into()?,
                })
            })
            .collect()
    }

    /// The participant of `race` that holds `mod_token`, with the person behind it.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn member_by_token(
        &self,
        race: RaceId,
        mod_token: &str,
    ) -> Result<Option<Member>, StoreError> {
        // The time that a database takes to compare would tell how much of a guess is right.
        let tokens: Vec<(Uuid, String)> = participant::Entity::find()
            .select_only()
            .columns([participant::Column::Id, participant::Column::ModToken])
            .filter(participant::Column::RaceId.eq(Uuid::from(race)))
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut tokens = tokens.into_iter();
        let Some((id, _)) = tokens.find(|(_, token)| secret::same(token, mod_token)) else {
            return Ok(None);
        };
        participant::Entity::find_by_id(id)
            .find_both_related(user::Entity)
            .one(&self.db)
            .await?
            .map(|(row, person)| {
                Ok(Member {
                    row: row.try_into()?,
                    person: person.try_into()?,
                })
            })
            .transpose()
    }
}
