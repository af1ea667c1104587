//! How the rest of the server talks to a room.

use speedfog_protocol::ws::FromMod;
use speedfog_race::UserId;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use super::{
    input::{Action, ActionError, ConnectionId, Following, Input, JoinRefusal, ModSeat},
    outbox::Outbox,
};
use crate::{i18n::Locale, store::Person};

/// Inputs that may wait for one room; senders beyond that wait for a place.
pub(super) const QUEUE: usize = 1024;

/// The room has ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ended;

/// A cheap handle to a room in which people can do `A` over the API.
#[derive(Debug)]
pub(crate) struct RoomHandle<A = Action> {
    inputs: mpsc::Sender<Input<A>>,
    ended: CancellationToken,
}

impl<A> Clone for RoomHandle<A> {
    fn clone(&self) -> Self {
        Self {
            inputs: self.inputs.clone(),
            ended: self.ended.clone(),
        }
    }
}

impl<A> RoomHandle<A> {
    pub(super) fn new(inputs: mpsc::Sender<Input<A>>) -> Self {
        Self {
            inputs,
            ended: CancellationToken::new(),
        }
    }

    /// Whether the room still takes inputs.
    pub(super) fn is_open(&self) -> bool {
        !self.inputs.is_closed()
    }

    /// Cancelled when the room has written its last words and its place is free.
    pub(super) fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    async fn tell(&self, input: Input<A>) -> Result<(), Ended> {
        self.inputs.send(input).await.map_err(|_| Ended)
    }

    /// Asks for a place for a mod. On success `auth_ok` is the first frame in its outbox.
    ///
    /// # Errors
    /// [`ActionError::Unavailable`] when the room has ended; the inner error is the rules' refusal.
    pub(crate) async fn join_mod(
        &self,
        seat: ModSeat,
    ) -> Result<Result<(), JoinRefusal>, ActionError> {
        let (reply, answer) = oneshot::channel();
        self.tell(Input::JoinMod { seat, reply })
            .await
            .map_err(|Ended| ActionError::Unavailable)?;
        answer.await.map_err(|_| ActionError::Unavailable)
    }

    /// Passes on what a mod said.
    ///
    /// # Errors
    /// [`Ended`] when there is no room any more.
    pub(crate) async fn mod_says(
        &self,
        connection: ConnectionId,
        message: FromMod,
    ) -> Result<(), Ended> {
        self.tell(Input::FromMod {
            connection,
            message,
            at: Instant::now(),
        })
        .await
    }

    /// Passes on that a mod is alive.
    ///
    /// # Errors
    /// [`Ended`] when there is no room any more.
    pub(crate) async fn mod_alive(&self, connection: ConnectionId) -> Result<(), Ended> {
        self.tell(Input::ModAlive { connection }).await
    }

    /// Passes on that a mod is gone.
    pub(crate) async fn leave_mod(&self, connection: ConnectionId) {
        let _ = self.tell(Input::LeaveMod { connection }).await;
    }

    /// Lets somebody watch; the first frame in the outbox is the whole state, or `resumed`.
    ///
    /// # Errors
    /// [`Ended`] when there is no room any more.
    pub(crate) async fn join_spectator(
        &self,
        connection: ConnectionId,
        user: Option<UserId>,
        outbox: Outbox,
        locale: Locale,
        following: Following,
    ) -> Result<(), Ended> {
        let join = Input::JoinSpectator {
            connection,
            user,
            outbox,
            locale,
            following,
        };
        self.tell(join).await
    }

    /// Tells who a spectator is, and what they read.
    pub(crate) async fn identify_spectator(
        &self,
        connection: ConnectionId,
        user: UserId,
        locale: Locale,
    ) {
        let identify = Input::IdentifySpectator {
            connection,
            user,
            locale,
        };
        let _ = self.tell(identify).await;
    }

    /// Passes on that a spectator is gone.
    pub(crate) async fn leave_spectator(&self, connection: ConnectionId) {
        let _ = self.tell(Input::LeaveSpectator { connection }).await;
    }

    /// Passes on that somebody has another name.
    pub(crate) async fn person_changed(&self, person: Person) {
        let _ = self.tell(Input::PersonChanged(person)).await;
    }

    /// Passes on that somebody began or ceased to stream.
    pub(crate) async fn streams_changed(&self) {
        let _ = self.tell(Input::StreamsChanged).await;
    }

    /// Does something to the race or session for `actor` and waits until it is durable.
    ///
    /// # Errors
    /// Why nothing happened.
    pub(crate) async fn act(&self, actor: UserId, action: A) -> Result<(), ActionError> {
        let (reply, answer) = oneshot::channel();
        let act = Input::Act {
            action,
            actor,
            reply,
        };
        self.tell(act)
            .await
            .map_err(|Ended| ActionError::Unavailable)?;
        answer.await.map_err(|_| ActionError::Unavailable)?
    }
}
