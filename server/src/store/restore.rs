//! What a room needs to come back: its rows and the end of its journal.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use speedfog_race::{Event, RaceId, RaceStatus};
use uuid::Uuid;

use super::{
    CasterRow, CoOrganizerRow, InviteRow, Member, RaceRow, Store, StoreError, SuspicionRow,
    entity::{journal, race},
    text_enum::TextEnum,
};

/// An event of the journal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct JournalEvent {
    /// Position in the journal of its race.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
}

/// A race as it was last written: rows, and the journal from where the oldest row stopped.
#[derive(Debug, Clone)]
pub(crate) struct StoredRoom {
    /// The race.
    pub race: RaceRow,
    /// Participants in join order.
    pub members: Vec<Member>,
    /// Pool of its seed.
    pub pool_name: Option<String>,
    /// Casters in join order.
    pub casters: Vec<CasterRow>,
    /// Open invites.
    pub invites: Vec<InviteRow>,
    /// Suspicions so far.
    pub suspicions: Vec<SuspicionRow>,
    /// Who helps to run it, or once did.
    pub co_organizers: Vec<CoOrganizerRow>,
    /// Last position of the journal, 0 when it is empty.
    pub last_seq: u64,
    /// Events after the position that every participant's row includes, in order.
    pub tail: Vec<JournalEvent>,
}

impl Store {
    /// Everything about one race that a room needs; `None` for an unknown race.
    ///
    /// # Errors
    /// Database failures, or rows that cannot be understood.
    pub(crate) async fn stored_room(&self, id: RaceId) -> Result<Option<StoredRoom>, StoreError> {
        let Some(race) = self.race(id).await? else {
            return Ok(None);
        };
        let members = self.members([id]).await?;
        let seed = self.seed_facts(race.seed_id).await?.pop();
        let last_seq = self.last_seq(id).await?;
        let included = members
            .iter()
            .map(|member| member.row.applied_seq)
            .min()
            .unwrap_or(last_seq);
        let tail = self.journal_after(id, included).await?;
        Ok(Some(StoredRoom {
            race,
            members,
            pool_name: seed.map(|seed| seed.pool_name),
            casters: self.casters([id]).await?,
            invites: self.open_invites(id).await?,
            suspicions: self.suspicions(id).await?,
            co_organizers: self.co_organizers([id]).await?,
            last_seq,
            tail,
        }))
    }

    /// Races that run or count down.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn live_races(&self) -> Result<Vec<RaceId>, StoreError> {
        Ok(race::Entity::find()
            .select_only()
            .column(race::Column::Id)
            .filter(
                Condition::any()
                    .add(race::Column::Status.eq(RaceStatus::Running.text()))
                    .add(race::Column::StartsAt.is_not_null()),
            )
            .into_tuple::<Uuid>()
            .all(&self.db)
            .await?
            .into_iter()
            .map(RaceId::from)
            .collect())
    }

    /// The journal of a race after position `seq`, in order.
    ///
    /// # Errors
    /// Database failures, or an entry that cannot be understood.
    pub(crate) async fn journal_after(
        &self,
        id: RaceId,
        seq: u64,
    ) -> Result<Vec<JournalEvent>, StoreError> {
        journal::Entity::find()
            .filter(journal::Column::RaceId.eq(Uuid::from(id)))
            .filter(journal::Column::Seq.gt(i64::try_from(seq).unwrap_or(i64::MAX)))
            .order_by_asc(journal::Column::Seq)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| {
                Ok(JournalEvent {
                    seq: u64::try_from(row.seq).unwrap_or(0),
                    at: row.at,
                    event: serde_json::from_str(&row.payload)
                        .map_err(|error| StoreError::corrupt("journal entry", error))?,
                })
            })
            .collect()
    }

    async fn last_seq(&self, id: RaceId) -> Result<u64, StoreError> {
        let last: Option<i64> = journal::Entity::find()
            .select_only()
            .column(journal::Column::Seq)
            .filter(journal::Column::RaceId.eq(Uuid::from(id)))
            .order_by_desc(journal::Column::Seq)
            .limit(1)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(last.and_then(|seq| u64::try_from(seq).ok()).unwrap_or(0))
    }
}
