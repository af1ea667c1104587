//! Noticing what happens in the folders of the pools.

use std::sync::Arc;

use tokio::time::{MissedTickBehavior, interval};

use crate::{
    app::App,
    stock::{StockError, refill_low_pools},
};

/// Looks again and again, until the server stops.
pub(crate) async fn watch_pools(app: Arc<App>) {
    let mut rounds = interval(app.settings.stock.look_every);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failed = false;
    loop {
        let round = async {
            rounds.tick().await;
            look(&app).await
        };
        match app.shutdown.run_until_cancelled(round).await {
            None => return,
            Some(Ok(())) => failed = false,
            // Once: what is wrong with a folder is wrong at every look.
            Some(Err(error)) if !failed => {
                failed = true;
                tracing::warn!(%error, "the folders of the pools cannot be looked at");
            }
            Some(Err(_)) => {}
        }
    }
}

async fn look(app: &Arc<App>) -> Result<(), StockError> {
    if app.stock.look().await? {
        app.learn_routes();
    }
    refill_low_pools(app).await
}
