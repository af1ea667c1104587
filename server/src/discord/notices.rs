//! What waits to be told to Discord: a bounded queue and the task that empties it.

use std::sync::Arc;

use reqwest::Method;
use serde_json::Value;
use speedfog_race::RaceId;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{
    Discord, DiscordError,
    client::{Call, Target},
    embed::Facts,
    events::EventError,
};
use crate::{
    clock,
    store::{Store, StoreError},
};

/// Notices that wait at most; newer ones are dropped then. A long outage of Discord fills it.
const QUEUE: usize = 256;

/// Something that Discord may want to know. Everything else is looked up when it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A race was created.
    Created(RaceId),
    /// Name, visibility or schedule of a race has changed.
    Edited(RaceId),
    /// A race has started.
    Started(RaceId),
    /// A race is over.
    Finished(RaceId),
    /// A race was deleted.
    Deleted(RaceId),
}

/// Takes notices; cheap to clone. Where Discord is not set up they go nowhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notices(Option<mpsc::Sender<Notice>>);

impl Notices {
    /// A queue and its end for [`deliver`].
    pub(crate) fn new() -> (Self, mpsc::Receiver<Notice>) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        (Self(Some(sender)), receiver)
    }

    /// Queues a notice; never waits.
    pub(crate) fn tell(&self, notice: Notice) {
        if let Some(queue) = &self.0
            && let Err(mpsc::error::TrySendError::Full(notice)) = queue.try_send(notice)
        {
            tracing::warn!(?notice, "too much waits for Discord, a notice is dropped");
        }
    }
}

/// Tells Discord what waits, one after the other, until the server stops.
pub(crate) async fn deliver(
    discord: Arc<Discord>,
    store: Store,
    base_url: Option<Url>,
    mut notices: mpsc::Receiver<Notice>,
    shutdown: CancellationToken,
) {
    let desk = Desk {
        discord,
        store,
        base_url,
    };
    let work = async {
        while let Some(notice) = notices.recv().await {
            desk.tell(&notice).await;
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => {}
        () = work => {}
    }
    if !notices.is_empty() {
        tracing::warn!(
            notices = notices.len(),
            "Discord was not told everything before the stop"
        );
    }
}

struct Desk {
    discord: Arc<Discord>,
    store: Store,
    base_url: Option<Url>,
}

impl Desk {
    async fn tell(&self, notice: &Notice) {
        let race = match notice {
            Notice::Created(race)
            | Notice::Edited(race)
            | Notice::Started(race)
            | Notice::Finished(race)
            | Notice::Deleted(race) => *race,
        };
        if let Err(error) = self.tell_of(race, notice).await {
            tracing::warn!(race.id = %race, ?notice, %error, "Discord was not told");
        }
    }

    async fn tell_of(&self, race: RaceId, notice: &Notice) -> Result<(), EventError> {
        let (discord, store) = (&self.discord, &self.store);
        let Some(facts) = self.facts(race).await? else {
            // Whatever was to be told: there is no race any more.
            return discord.remove_event(store, race).await;
        };
        let message = match notice {
            Notice::Created(_) => {
                let role = self.discord.settings.runner_role_id.as_deref();
                Some(facts.created(role))
            }
            Notice::Started(_) => Some(facts.started()),
            Notice::Finished(_) => Some(facts.finished()),
            Notice::Edited(_) | Notice::Deleted(_) => None,
        };
        // A failing message must not keep the event from being looked after, nor the reverse.
        let posted = match message.filter(|_| facts.race.is_public) {
            Some(message) => self.post(message).await,
            None => Ok(()),
        };
        match notice {
            Notice::Created(_) | Notice::Edited(_) => {
                discord.arrange_event(store, &facts, clock::now()).await?;
            }
            Notice::Started(_) => discord.begin_event(store, &facts.race).await?,
            Notice::Finished(_) => discord.end_event(store, &facts.race).await?,
            Notice::Deleted(_) => {}
        }
        Ok(posted?)
    }

    async fn post(&self, message: Value) -> Result<(), DiscordError> {
        if self.discord.settings.webhook_url.is_none() {
            return Ok(());
        }
        let call = Call {
            method: Method::POST,
            target: Target::Webhook,
            body: Some(message),
        };
        self.discord.call(&call).await.map(|_| ())
    }

    async fn facts(&self, id: RaceId) -> Result<Option<Facts>, StoreError> {
        let Some(race) = self.store.race(id).await? else {
            return Ok(None);
        };
        let seed = self.store.seed_facts(race.seed_id).await?.pop();
        let url = self.base_url.as_ref();
        Ok(Some(Facts {
            members: self.store.members([id]).await?,
            pool_name: seed.map(|seed| seed.pool_name).unwrap_or_default(),
            url: url
                .and_then(|base| base.join(&format!("/race/{id}")).ok())
                .map(String::from),
            race,
        }))
    }
}
