//! A solo (training) session: one runner alone on a seed, under the same rules of progress.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::graph::SeedGraph;
use crate::id::{SeedId, SoloId, UserId};
use crate::progress::{Progress, Report, Step};
use crate::status::SoloStatus;

/// What is stored of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoloRecord {
    /// The session.
    pub id: SoloId,
    /// Who plays.
    pub user: UserId,
    /// The seed played.
    pub seed: SeedId,
    /// Where the session stands.
    pub status: SoloStatus,
    /// When it was finished or abandoned.
    pub finished_at: Option<DateTime<Utc>>,
    /// How far the runner has come.
    #[serde(flatten)]
    pub progress: Progress,
}

impl SoloRecord {
    /// A session just begun.
    #[must_use]
    pub fn new(id: SoloId, user: UserId, seed: SeedId) -> Self {
        Self {
            id,
            user,
            seed,
            status: SoloStatus::Active,
            finished_at: None,
            progress: Progress::default(),
        }
    }
}

/// What can be asked of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoloCommand {
    /// The mod reports progress.
    Report(Report),
    /// The owner gives up.
    Abandon,
}

/// What happened in a session. As JSON an object whose `kind` names the variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SoloEvent {
    /// The owner gave up.
    Abandoned,
    /// Progress changed; the `kind` is that of the step.
    #[serde(untagged)]
    Progressed(Step),
}

impl SoloEvent {
    /// The name of the kind, as in the JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Abandoned => "abandoned",
            Self::Progressed(step) => step.kind(),
        }
    }

    /// True for events that must be stored before anyone is told of them.
    #[must_use]
    pub const fn is_durable(&self) -> bool {
        match self {
            Self::Abandoned => true,
            Self::Progressed(step) => step.is_durable(),
        }
    }
}

/// Why a command is refused. The text is for the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SoloRefusal {
    /// The session is over. Mods are sent this very text.
    #[error("Session not active")]
    NotActive,
}

/// A session with the graph of its seed.
#[derive(Clone, Debug)]
pub struct Solo {
    record: SoloRecord,
    graph: Option<Arc<SeedGraph>>,
}

impl Solo {
    /// A session as stored, with the graph of its seed.
    #[must_use]
    pub fn restore(record: SoloRecord, graph: Option<Arc<SeedGraph>>) -> Self {
        Self { record, graph }
    }

    /// Everything that is stored of the session.
    #[must_use]
    pub fn record(&self) -> &SoloRecord {
        &self.record
    }

    /// The graph of the seed.
    #[must_use]
    pub fn graph(&self) -> Option<&Arc<SeedGraph>> {
        self.graph.as_ref()
    }

    /// What `command` leads to: the events to store, fold and announce, in order. Empty when it
    /// changes nothing and that is no mistake.
    ///
    /// # Errors
    ///
    /// When the session is over.
    pub fn decide(&self, command: &SoloCommand) -> Result<Vec<SoloEvent>, SoloRefusal> {
        let active = self.record.status == SoloStatus::Active;
        match command {
            SoloCommand::Report(Report::Located { .. }) if !active => Ok(Vec::new()),
            _ if !active => Err(SoloRefusal::NotActive),
            SoloCommand::Abandon => Ok(vec![SoloEvent::Abandoned]),
            SoloCommand::Report(report) => {
                let graph = self.graph.as_deref();
                let has_start = graph.is_some_and(|graph| graph.start().is_some());
                let begin = has_start && self.record.progress.zone_history.is_empty();
                let steps = self.record.progress.decide(graph, begin, report);
                Ok(steps.into_iter().map(SoloEvent::Progressed).collect())
            }
        }
    }

    /// Folds one event that happened at `at`.
    pub fn apply(&mut self, event: &SoloEvent, at: DateTime<Utc>) {
        match event {
            SoloEvent::Abandoned => self.end(SoloStatus::Abandoned, at),
            SoloEvent::Progressed(step) => {
                self.record.progress.apply(step, at);
                if matches!(step, Step::Finished { .. }) {
                    self.end(SoloStatus::Finished, at);
                }
            }
        }
    }

    fn end(&mut self, status: SoloStatus, at: DateTime<Utc>) {
        self.record.status = status;
        self.record.finished_at = Some(at);
    }
}
