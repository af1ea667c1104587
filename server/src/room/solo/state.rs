//! The live state of one session: what the rules know, and what only the server needs.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use speedfog_race::{ParticipantId, SeedGraph, SoloId, solo::Solo};
use uuid::Uuid;

use super::super::frames::prettify;
use crate::store::{Person, SoloRow, commit::SoloColumns};

/// A session and everything around it that a room keeps in memory.
#[derive(Debug)]
pub(in crate::room) struct SoloState {
    /// The session, by the rules.
    pub(super) solo: Solo,
    /// Who plays.
    pub(super) person: Person,
    /// Name of the pool for people.
    pub(super) name: String,
    /// When the session was created.
    pub(super) created_at: DateTime<Utc>,
}

impl SoloState {
    /// The state is what the row says.
    pub(in crate::room) fn restore(row: SoloRow, pool_name: &str, graph: Arc<SeedGraph>) -> Self {
        let pool = pool_name.strip_prefix("training_").unwrap_or(pool_name);
        Self {
            solo: Solo::restore(row.record, Some(graph)),
            person: row.person,
            name: prettify(pool),
            created_at: row.created_at,
        }
    }

    /// The session.
    pub(super) fn id(&self) -> SoloId {
        self.solo.record().id
    }

    /// The session's only participant, which goes by the session's id.
    pub(super) fn runner(&self) -> ParticipantId {
        Uuid::from(self.id()).into()
    }

    /// The row as it is now.
    pub(super) fn columns(&self) -> SoloColumns {
        let record = self.solo.record();
        SoloColumns {
            id: record.id,
            status: record.status,
            finished_at: record.finished_at,
            progress: record.progress.clone(),
        }
    }
}
