//! Group commit: one task writes for all rooms, and everything that waits is one transaction.
//!
//! A room hands over what must be durable and waits until it is. While one transaction is being
//! written the next group gathers, so many rooms share the cost of one flush to disk.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, Utc};
use metrics::Histogram;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QuerySelect};
use speedfog_race::{ParticipantId, RaceId, RaceSettings, SeedId, UserId};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep_until},
};
use uuid::Uuid;

use super::{
    AuditEntry, InviteRow, Store, StoreError, SuspicionRow, audit, casters, co_organizers,
    entity::{journal, race},
    invites, participants, races, seeds, solos, suspicions,
};
use crate::figures::Figures;

pub(crate) use super::{
    participants::{NewParticipant, ProgressColumns},
    races::RaceColumns,
    solos::SoloColumns,
};

/// Commits that wait at most; rooms beyond that wait for a place.
const QUEUE: usize = 1024;

/// Commits that share one transaction at most, which bounds how long the first of them waits.
const GROUP: usize = 256;

/// Groups begin at least this far apart, so that under load many commits share a flush to disk; what
/// comes after a pause is written at once.
const PACE: Duration = Duration::from_millis(4);

/// Journal rows per statement; both databases limit the number of parameters.
const ROWS_PER_INSERT: usize = 500;

/// One journal entry.
#[derive(Debug, Clone)]
pub(crate) struct JournalEntry {
    /// Position in the journal of its race, from 1 without holes.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Name of the kind of event.
    pub kind: &'static str,
    /// The event as JSON.
    pub payload: String,
}

impl JournalEntry {
    pub(super) fn row(&self, race: RaceId) -> journal::ActiveModel {
        journal::ActiveModel {
            race_id: Set(race.into()),
            seq: Set(i64::try_from(self.seq).unwrap_or(i64::MAX)),
            at: Set(self.at),
            kind: Set(self.kind.into()),
            payload: Set(self.payload.clone()),
        }
    }
}

/// A change of rows that goes with journal entries, or alone for what is not journalled.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// The race moved on.
    Race(RaceColumns),
    /// The organizer has chosen anew.
    Edit(RaceSettings),
    /// Somebody joined.
    AddParticipant(NewParticipant),
    /// Somebody left or was removed.
    RemoveParticipant(ParticipantId),
    /// A participant's progress as of now.
    Progress(Box<ProgressColumns>),
    /// Somebody casts.
    AddCaster {
        /// Id of the role.
        id: Uuid,
        /// Who.
        user: UserId,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Somebody casts no longer.
    RemoveCaster(UserId),
    /// Somebody helps to run the race.
    AddCoOrganizer {
        /// Who.
        user: UserId,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Somebody helps no longer.
    RemoveCoOrganizer {
        /// Who.
        user: UserId,
        /// They may know the map, and so never race.
        may_know_map: bool,
    },
    /// Somebody is invited.
    AddInvite(InviteRow),
    /// An open invite is taken back.
    RevokeInvite(Uuid),
    /// An invite was used.
    AcceptInvite(Uuid),
    /// A participant has downloaded the pack of a seed.
    PackDownloaded {
        /// Who.
        participant: ParticipantId,
        /// The seed.
        seed: SeedId,
    },
    /// An organizer has done something.
    Audit(AuditEntry),
    /// A report does not look like play.
    Suspect(SuspicionRow),
    /// Progress is forgotten, and with it what was suspect in it.
    ClearSuspicions,
    /// The race has another seed, which must still be available.
    AssignSeed {
        /// The seed.
        seed: SeedId,
        /// The seed it had, if others may race it: nobody could download it.
        returned: Option<SeedId>,
    },
    /// The race is deleted with everything that belongs to it.
    DeleteRace {
        /// Whether its seed may be raced by others: nobody could download it.
        return_seed: bool,
    },
}

impl Change {
    /// Whether a list of races can look different afterwards. Lists show who takes part, but of
    /// how far they are only the results.
    fn shows_in_lists(&self) -> bool {
        match self {
            Self::Progress(columns) => columns.status.is_terminal(),
            Self::AddInvite(_)
            | Self::RevokeInvite(_)
            | Self::AcceptInvite(_)
            | Self::PackDownloaded { .. }
            | Self::Audit(_)
            | Self::Suspect(_)
            | Self::ClearSuspicions => false,
            Self::Race(_)
            | Self::Edit(_)
            | Self::AddParticipant(_)
            | Self::RemoveParticipant(_)
            | Self::AddCaster { .. }
            | Self::RemoveCaster(_)
            | Self::AddCoOrganizer { .. }
            | Self::RemoveCoOrganizer { .. }
            | Self::AssignSeed { .. }
            | Self::DeleteRace { .. } => true,
        }
    }
}

/// What one room wants written, in one piece or not at all.
#[derive(Debug)]
pub(crate) struct Commit {
    /// The race.
    pub race: RaceId,
    /// New journal entries, in order.
    pub journal: Vec<JournalEntry>,
    /// Changes of rows.
    pub changes: Vec<Change>,
}

/// Something to be written in one piece or not at all.
#[derive(Debug)]
enum Work {
    Race(Commit),
    Solo(Box<SoloColumns>),
}

impl Work {
    fn shows_in_lists(&self) -> bool {
        match self {
            Self::Race(commit) => commit.changes.iter().any(Change::shows_in_lists),
            Self::Solo(_) => false,
        }
    }
}

struct Job {
    work: Work,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// The handle through which rooms commit; cheap to clone. The writing task ends when all are gone.
#[derive(Debug, Clone)]
pub(crate) struct Committer {
    queue: mpsc::Sender<Job>,
    figures: Figures,
}

impl Committer {
    /// Makes the handle and the task behind it, which the caller spawns.
    pub(crate) fn new(store: Store, figures: Figures) -> (Self, impl Future<Output = ()> + Send) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let group_size = figures.group_size.clone();
        (Self { queue, figures }, write(store, jobs, group_size))
    }

    /// Waits until `commit` is durable.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else changed the race; nothing of it was written then,
    /// nor after any other failure.
    pub(crate) async fn commit(&self, commit: Commit) -> Result<(), StoreError> {
        self.write(Work::Race(commit)).await
    }

    /// Waits until a solo session is stored as it is now.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the stored session is over or gone; nothing was written then,
    /// nor after any other failure.
    pub(crate) async fn commit_solo(&self, columns: SoloColumns) -> Result<(), StoreError> {
        self.write(Work::Solo(Box::new(columns))).await
    }

    async fn write(&self, work: Work) -> Result<(), StoreError> {
        let began = Instant::now();
        let (done, result) = oneshot::channel();
        self.queue
            .send(Job { work, done })
            .await
            .map_err(|_| StoreError::Stopped)?;
        let result = result.await.map_err(|_| StoreError::Stopped)?;
        self.figures.commit.record(began.elapsed());
        result
    }
}

async fn write(store: Store, mut jobs: mpsc::Receiver<Job>, group_size: Histogram) {
    let mut group = Vec::with_capacity(GROUP);
    let mut earliest = Instant::now();
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        sleep_until(earliest).await;
        while group.len() < GROUP
            && let Ok(job) = jobs.try_recv()
        {
            group.push(job);
        }
        earliest = Instant::now() + PACE;
        group_size.record(u32::try_from(group.len()).unwrap_or(u32::MAX));
        if store.write_group(&group).await.is_ok() {
            if group.iter().any(|job| job.work.shows_in_lists()) {
                store.changes().note();
            }
            for job in group.drain(..) {
                // A room that no longer waits has been closed; its data is safe all the same.
                let _ = job.done.send(Ok(()));
            }
            continue;
        }
        // One bad commit must not fail its neighbours, so each is tried alone.
        for job in group.drain(..) {
            let result = store.write_group(std::slice::from_ref(&job)).await;
            if job.work.shows_in_lists() {
                store.changes().note();
            }
            if let Err(error) = &result {
                match &job.work {
                    Work::Race(commit) => {
                        tracing::warn!(race.id = %commit.race, %error, "commit failed");
                    }
                    Work::Solo(columns) => {
                        tracing::warn!(solo.id = %columns.id, %error, "commit failed");
                    }
                }
            }
            let _ = job.done.send(result);
        }
    }
}

impl Store {
    async fn write_group(&self, group: &[Job]) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        let rows: Vec<journal::ActiveModel> = group
            .iter()
            .filter_map(|job| match &job.work {
                Work::Race(commit) => Some(commit),
                Work::Solo(_) => None,
            })
            .flat_map(|commit| commit.journal.iter().map(|entry| entry.row(commit.race)))
            .collect();
        for rows in rows.chunks(ROWS_PER_INSERT) {
            journal::Entity::insert_many(rows.to_vec())
                .exec_without_returning(&tx)
                .await
                // A position that is taken means that another room has written to this race.
                .map_err(StoreError::or_conflict)?;
        }
        let mut progress = LastProgress::new();
        for job in group {
            match &job.work {
                Work::Race(commit) => {
                    for change in &commit.changes {
                        apply(&tx, commit.race, change, &mut progress).await?;
                    }
                }
                Work::Solo(columns) => solos::update(&tx, columns).await?,
            }
        }
        let progress: Vec<_> = progress.into_values().collect();
        participants::update_all(&tx, &progress).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The last progress of each participant in a group, to be written with as few statements as possible.
type LastProgress<'a> = BTreeMap<ParticipantId, &'a ProgressColumns>;

async fn apply<'a>(
    tx: &sea_orm::DatabaseTransaction,
    race: RaceId,
    change: &'a Change,
    progress: &mut LastProgress<'a>,
) -> Result<(), StoreError> {
    match change {
        Change::Race(columns) => races::update(tx, race, columns).await,
        Change::Edit(settings) => races::edit(tx, race, settings).await,
        Change::AddParticipant(new) => participants::insert(tx, race, new).await,
        Change::RemoveParticipant(id) => participants::delete(tx, *id).await,
        Change::Progress(columns) => {
            progress.insert(columns.id, columns);
            Ok(())
        }
        Change::AddCaster { id, user, at } => casters::insert(tx, race, *id, *user, *at).await,
        Change::RemoveCaster(user) => casters::delete(tx, race, *user).await,
        Change::AddCoOrganizer { user, at } => co_organizers::insert(tx, race, *user, *at).await,
        Change::RemoveCoOrganizer { user, may_know_map } => {
            co_organizers::delete(tx, race, *user, *may_know_map).await
        }
        Change::AddInvite(invite) => invites::insert(tx, invite).await,
        Change::RevokeInvite(id) => invites::revoke(tx, *id).await,
        Change::AcceptInvite(id) => invites::accept(tx, *id).await,
        Change::PackDownloaded { participant, seed } => {
            participants::set_pack(tx, *participant, *seed).await
        }
        Change::Audit(entry) => audit::insert(tx, entry).await,
        Change::Suspect(row) => suspicions::insert(tx, race, row).await,
        Change::ClearSuspicions => suspicions::clear(tx, race).await,
        Change::AssignSeed { seed, returned } => {
            seeds::consume(tx, *seed).await?;
            if let Some(returned) = returned {
                seeds::return_seed(tx, (*returned).into()).await?;
            }
            races::assign_seed(tx, race, *seed).await
        }
        Change::DeleteRace { return_seed } => delete_race(tx, race, *return_seed).await,
    }
}

async fn delete_race(
    tx: &(impl ConnectionTrait + Sized),
    race: RaceId,
    return_seed: bool,
) -> Result<(), StoreError> {
    let seed: Option<Option<Uuid>> = race::Entity::find_by_id(Uuid::from(race))
        .select_only()
        .column(race::Column::SeedId)
        .into_tuple()
        .one(tx)
        .await?;
    race::Entity::delete_by_id(Uuid::from(race))
        .exec(tx)
        .await?;
    if let Some(Some(seed)) = seed
        && return_seed
    {
        seeds::return_seed(tx, seed).await?;
    }
    Ok(())
}
