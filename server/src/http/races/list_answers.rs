//! Lists of races as they were sent last, for as long as nothing has changed.
//!
//! The list is what everybody opens first, and it is the same for all.

use std::{future::Future, time::Duration};

use bytes::Bytes;
use moka::future::Cache;
use speedfog_race::RaceStatus;

use crate::{error::ApiError, store::RacePage};

/// How long an answer may be kept although nothing that we know of has changed: who streams, for
/// one, is not stored.
const KEPT: Duration = Duration::from_secs(1);

/// Bytes kept at most, over all answers.
const ROOM: u64 = 16 << 20;

/// What was asked for, and after how many changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) changes: u64,
    pub(super) statuses: Vec<RaceStatus>,
    pub(super) page: Option<RacePage>,
}

/// The answers at hand.
#[derive(Debug, Clone)]
pub(crate) struct ListAnswers(Cache<Question, Bytes>);

impl Default for ListAnswers {
    fn default() -> Self {
        let weigh = |_: &Question, answer: &Bytes| u32::try_from(answer.len()).unwrap_or(u32::MAX);
        Self(
            Cache::builder()
                .weigher(weigh)
                .max_capacity(ROOM)
                .time_to_live(KEPT)
                .build(),
        )
    }
}

impl ListAnswers {
    /// The answer at hand, or the one that `find` finds; asked once for all who wait for the same.
    ///
    /// # Errors
    /// When `find` fails; everybody who waited is told, and the next one asks again.
    pub(super) async fn get(
        &self,
        question: Question,
        find: impl Future<Output = Result<Bytes, ApiError>>,
    ) -> Result<Bytes, ApiError> {
        self.0
            .try_get_with(question, find)
            .await
            .map_err(|shared| ApiError::clone(&shared))
    }
}
