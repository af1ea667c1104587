//! Moving in from a version-1 server.

use std::path::PathBuf;

use anyhow::{Context, ensure};

use super::{current_store, existing_store, print};
use crate::{clock, config::Settings};

/// Takes over a dump, and says what became of every table and of every row that is not as it was.
///
/// # Errors
/// When the dump or the database cannot be read, and nothing was taken over; or when the output
/// cannot be written.
pub(super) async fn import(
    settings: Settings,
    folder: PathBuf,
    dry_run: bool,
) -> anyhow::Result<()> {
    let store = match dry_run {
        true => existing_store(&settings).await?,
        false => current_store(&settings).await?,
    };
    let pending = store.pending_migrations().await?;
    ensure!(
        pending.is_empty(),
        "the database is behind this program; `migrate` brings it up to date"
    );
    let mut said = Ok(());
    let mut say = |text: &str| {
        if said.is_ok() {
            said = print(text);
        }
    };
    let pools = &settings.seeds_pool_dir;
    let report = store
        .import(&folder, pools, dry_run, clock::now(), &mut say)
        .await
        .context("nothing was taken over")?;
    store.close().await?;
    said?;
    print(&format!("\n{report}"))?;
    match dry_run {
        true => print("\nThis was a rehearsal: nothing was changed."),
        false => print("\nDone."),
    }
}
