//! Questions about more rows than one statement can name.

use sea_orm::DbErr;
use uuid::Uuid;

/// Ids in one statement. SQLite allows 32,766 values and PostgreSQL 65,535.
const PART: usize = 30_000;

/// All rows that `ask` finds for these ids, in the order of the ids only as far as `ask` keeps it
/// within one part. One question, unless there are very many ids; none without any.
///
/// # Errors
/// Those of `ask`.
pub(super) async fn in_parts<T, F>(
    ids: impl IntoIterator<Item = impl Into<Uuid>>,
    ask: impl Fn(Vec<Uuid>) -> F,
) -> Result<Vec<T>, DbErr>
where
    F: Future<Output = Result<Vec<T>, DbErr>>,
{
    let ids: Vec<Uuid> = ids.into_iter().map(Into::into).collect();
    let mut rows = Vec::new();
    for part in ids.chunks(PART) {
        rows.append(&mut ask(part.to_vec()).await?);
    }
    Ok(rows)
}
