//! Finding out who of the people in current races streams.

use std::{collections::HashSet, sync::Arc};

use speedfog_race::RaceId;
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    app::App,
    store::StoreError,
    twitch::{LOGINS_PER_CALL, LiveLogins, Twitch},
};

/// Asks Twitch again and again, until the server stops.
pub(crate) async fn watch_streams(app: Arc<App>) {
    let (Some(twitch), Some(settings)) = (&app.twitch, &app.settings.twitch) else {
        return;
    };
    let mut rounds = interval(settings.streams_every);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let round = async {
            rounds.tick().await;
            look(&app, twitch).await
        };
        tokio::select! {
            () = app.shutdown.cancelled() => return,
            result = round => if let Err(error) = result {
                tracing::warn!(%error, "cannot find out who streams");
            }
        }
    }
}

/// Asks about everybody in races that are not over, and tells the rooms in which that changes
/// something.
async fn look(app: &App, twitch: &Twitch) -> Result<(), StoreError> {
    let people: Vec<(RaceId, String)> = app.store.logins_of_current_races().await?;
    let mut logins: Vec<&str> = people.iter().map(|(_, login)| login.as_str()).collect();
    logins.sort_unstable();
    logins.dedup();
    let live = ask(twitch, &logins, &app.live).await;
    let changed = app.live.replace(live);
    let races: HashSet<RaceId> = people
        .iter()
        .filter(|(_, login)| changed.contains(login))
        .map(|(race, _)| *race)
        .collect();
    for race in races {
        app.hub.streams_changed(race).await;
    }
    Ok(())
}

/// Who of these logins streams. Where Twitch does not answer, the last answer stays.
async fn ask(twitch: &Twitch, logins: &[&str], known: &LiveLogins) -> HashSet<String> {
    let mut live = HashSet::new();
    for logins in logins.chunks(LOGINS_PER_CALL) {
        match twitch.live(logins).await {
            Ok(answer) => live.extend(answer),
            Err(error) => {
                tracing::warn!(%error, logins = logins.len(), "Twitch did not say who streams");
                let before = logins.iter().filter(|login| known.contains(login));
                live.extend(before.map(|login| (*login).to_owned()));
            }
        }
    }
    live
}
