//! `/ws/mod/{race_id}`: the game mod of one participant; and what mods in solo sessions share with it.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use speedfog_protocol::{
    DecodeError, close,
    ws::{FromMod, ToMod},
};
use speedfog_race::RaceId;
use tungstenite::Message;
use uuid::Uuid;

use super::{
    peer::Peer,
    socket::{Incoming, Socket},
    upgrade::Upgrade,
};
use crate::{
    app::App,
    error::ApiError,
    figures::Present,
    http::Path,
    room::{
        Action, ActionError, ConnectionId, JoinRefusal, ModSeat, Outbox, RoomHandle, clock_reply,
    },
};

/// Why a mod is not admitted: the text it shows to the player.
type Refusal = &'static str;

/// How a mod introduces itself.
pub(super) struct Introduction {
    /// Secret from its seed pack.
    pub(super) token: String,
    /// Seed of the pack; none if it does not say.
    pub(super) seed_id: Option<String>,
    /// Whether it wants the standings as ticks.
    pub(super) ticks: bool,
}

/// What became of a mod that showed its token: a place in a room, a refusal, or no answer for now.
pub(super) type Admission<A> = Result<Result<RoomHandle<A>, Refusal>, ActionError>;

pub(super) const INVALID_TOKEN: Refusal = "Invalid mod token";

/// Upgrades a mod.
pub(crate) async fn mod_socket(
    State(app): State<Arc<App>>,
    Path(race): Path<Uuid>,
    upgrade: Upgrade,
) -> Result<Response, ApiError> {
    let tasks = app.tasks.clone();
    Ok(upgrade.serve(move |peer| {
        let admit = {
            let app = app.clone();
            async move |introduction, connection, outbox| {
                admit(&app, race.into(), introduction, connection, outbox).await
            }
        };
        tasks.track_future(serve(app, race, peer, admit))
    }))
}

/// Serves a mod from its first frame to its end. `admit` asks for a place with the mod's token.
pub(super) async fn serve<A>(
    app: Arc<App>,
    room_id: Uuid,
    mut peer: Peer,
    admit: impl AsyncFnOnce(Introduction, ConnectionId, Outbox) -> Admission<A>,
) {
    // Until the answer to `auth` the mod accepts exactly one frame, so nothing else may be sent:
    // no heartbeat runs yet.
    let Some(first) = peer.first_frame(&app.shutdown).await else {
        return;
    };
    let sender = peer.outbox();
    let connection = ConnectionId::next();
    let admitted = async {
        match introduction(&first) {
            Ok(introduction) => admit(introduction, connection, sender.clone()).await,
            Err(refusal) => Ok(Err(refusal)),
        }
    };
    let admitted = tokio::select! {
        admitted = admitted => admitted,
        () = app.shutdown.cancelled() => {
            return peer.close(close::GOING_AWAY, "server restarts").await;
        }
    };
    let room = match admitted {
        Ok(Ok(room)) => room,
        Ok(Err(refusal)) => {
            let frame = ToMod::AuthError {
                message: refusal.into(),
            }
            .encode();
            peer.send(frame.into());
            return peer.close(close::REFUSED, refusal).await;
        }
        Err(error) => {
            tracing::warn!(room.id = %room_id, %error, "mod could not be admitted");
            return peer.close(close::TRY_AGAIN_LATER, "try again later").await;
        }
    };
    let _present = Present::new(&app.figures.mods);
    let mut socket = Socket::new(peer, app.shutdown.clone());
    loop {
        let incoming = socket.next().await;
        let alive = match incoming {
            Incoming::Gone => break,
            Incoming::Alive => room.mod_alive(connection).await,
            Incoming::Text(text) => match FromMod::decode(&text) {
                Ok(FromMod::Clock { client_ms }) => {
                    let _ = sender.push(clock_reply(client_ms));
                    room.mod_alive(connection).await
                }
                Ok(message) => room.mod_says(connection, message).await,
                Err(error) => {
                    tracing::debug!(room.id = %room_id, %error, "mod frame ignored");
                    room.mod_alive(connection).await
                }
            },
        };
        if alive.is_err() {
            // The room is gone and has put a close into the outbox, or will never come back.
            sender.close(close::TRY_AGAIN_LATER, "try again later");
        }
    }
    room.leave_mod(connection).await;
}

/// What a first frame says.
fn introduction(first: &Message) -> Result<Introduction, Refusal> {
    let Message::Text(text) = first else {
        return Err("Invalid JSON");
    };
    match FromMod::decode(text) {
        Ok(FromMod::Auth {
            mod_token,
            seed_id,
            mod_version,
            ticks,
        }) => {
            tracing::debug!(mod_version, "mod introduces itself");
            Ok(Introduction {
                token: mod_token,
                seed_id: seed_id.filter(|id| !id.is_empty()),
                ticks,
            })
        }
        Err(DecodeError::NotJson | DecodeError::NotAnObject) => Err("Invalid JSON"),
        Ok(_) | Err(_) => Err("Invalid auth message"),
    }
}

async fn admit(
    app: &App,
    race: RaceId,
    Introduction {
        token,
        seed_id,
        ticks,
    }: Introduction,
    connection: ConnectionId,
    outbox: Outbox,
) -> Admission<Action> {
    let member = app
        .store
        .member_by_token(race, &token)
        .await
        .map_err(|error| ActionError::unavailable(&error))?;
    let Some(member) = member else {
        return Ok(Err(INVALID_TOKEN));
    };
    let room = match app.hub.room(race).await {
        Ok(room) => room,
        Err(ActionError::NotFound) => return Ok(Err(INVALID_TOKEN)),
        Err(error) => return Err(error),
    };
    let seat = ModSeat {
        participant: member.row.id,
        connection,
        outbox,
        seed_id,
        ticks,
        locale: app.locales.choose(member.person.locale.as_deref(), None),
    };
    Ok(room
        .join_mod(seat)
        .await?
        .map(|()| room)
        .map_err(JoinRefusal::message))
}
