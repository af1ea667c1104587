//! `/ws/training/{session_id}` and `…/spectate`: the mod and the spectators of a solo session.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State, response::Response};
use speedfog_protocol::{close, ws::FromSpectator};
use speedfog_race::SoloId;
use tungstenite::Message;
use uuid::Uuid;

use super::{
    mod_socket::{self, Admission, INVALID_TOKEN, Introduction},
    peer::Peer,
    socket::{Incoming, Socket},
    upgrade::Upgrade,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    http::{MaybeCaller, Path, Query},
    i18n::Locale,
    room::{
        ActionError, ConnectionId, Following, JoinRefusal, ModSeat, Outbox, SoloAction, clock_reply,
    },
    secret,
    store::Person,
};

/// Upgrades the mod of a session.
pub(crate) async fn solo_mod_socket(
    State(app): State<Arc<App>>,
    Path(session): Path<Uuid>,
    upgrade: Upgrade,
) -> Result<Response, ApiError> {
    let tasks = app.tasks.clone();
    Ok(upgrade.serve(move |peer| {
        let admit = {
            let app = app.clone();
            async move |introduction, connection, outbox| {
                admit(&app, session.into(), introduction, connection, outbox).await
            }
        };
        tasks.track_future(mod_socket::serve(app, session, peer, admit))
    }))
}

async fn admit(
    app: &App,
    session: SoloId,
    Introduction { token, seed_id, .. }: Introduction,
    connection: ConnectionId,
    outbox: Outbox,
) -> Admission<SoloAction> {
    let row = app
        .store
        .solo(session)
        .await
        .map_err(|error| ActionError::unavailable(&error))?
        .filter(|row| secret::same(&row.mod_token, &token));
    let Some(row) = row else {
        return Ok(Err(INVALID_TOKEN));
    };
    let room = match app.hub.solo(session).await {
        Ok(room) => room,
        Err(ActionError::NotFound) => return Ok(Err(INVALID_TOKEN)),
        Err(error) => return Err(error),
    };
    let seat = ModSeat {
        participant: Uuid::from(session).into(),
        connection,
        outbox,
        seed_id,
        // One runner's standings need none.
        ticks: false,
        locale: app.locales.choose(row.person.locale.as_deref(), None),
    };
    Ok(room
        .join_mod(seat)
        .await?
        .map(|()| room)
        .map_err(JoinRefusal::message))
}

/// Upgrades a spectator of a session, which is open to everybody.
pub(crate) async fn solo_spectator_socket(
    State(app): State<Arc<App>>,
    Path(session): Path<Uuid>,
    MaybeCaller(viewer): MaybeCaller,
    Query(mut query): Query<HashMap<String, String>>,
    upgrade: Upgrade,
) -> Result<Response, ApiError> {
    let tasks = app.tasks.clone();
    let asked = query.remove("locale");
    Ok(upgrade
        .serve(move |peer| tasks.track_future(spectate(app, session.into(), viewer, asked, peer))))
}

async fn spectate(
    app: Arc<App>,
    session: SoloId,
    viewer: Option<Person>,
    asked: Option<String>,
    mut peer: Peer,
) {
    let Some(first) = peer.first_frame(&app.shutdown).await else {
        return;
    };
    let Some(token) = token(&first) else {
        return peer.close(close::REFUSED, "invalid auth message").await;
    };
    let locale = locale(&app, token.as_deref(), viewer, asked.as_deref()).await;
    let room = match app.hub.solo(session).await {
        Ok(room) => room,
        Err(ActionError::NotFound) => {
            return peer.close(close::NOT_FOUND, "session not found").await;
        }
        Err(_) => {
            return peer.close(close::TRY_AGAIN_LATER, "try again later").await;
        }
    };
    let sender = peer.outbox();
    let connection = ConnectionId::next();
    if room
        .join_spectator(connection, None, sender.clone(), locale, Following::Updates)
        .await
        .is_err()
    {
        return peer.close(close::TRY_AGAIN_LATER, "try again later").await;
    }
    let mut socket = Socket::new(peer, app.shutdown.clone());
    loop {
        match socket.next().await {
            Incoming::Gone => break,
            Incoming::Alive => {}
            Incoming::Text(text) => {
                if let Ok(FromSpectator::Clock { client_ms }) = FromSpectator::decode(&text) {
                    // A full queue means the answer would be worthless anyway.
                    let _ = sender.push(clock_reply(client_ms));
                }
            }
        }
    }
    room.leave_spectator(connection).await;
}

/// The token in an `auth` message, if there is one; none at all for anything else.
fn token(first: &Message) -> Option<Option<String>> {
    let Message::Text(text) = first else {
        return None;
    };
    match FromSpectator::decode(text) {
        Ok(FromSpectator::Auth { token }) => Some(token),
        _ => None,
    }
}

/// What a viewer reads: a language stored with the account beats the one that was asked for.
async fn locale(
    app: &App,
    token: Option<&str>,
    viewer: Option<Person>,
    asked: Option<&str>,
) -> Locale {
    let person = match token {
        None => Ok(viewer),
        Some(token) => app.store.session_person(token, clock::now()).await,
    };
    let person = person.unwrap_or_else(|error| {
        tracing::warn!(%error, "spectator could not be identified");
        None
    });
    let own = person.as_ref().and_then(|person| person.locale.as_deref());
    app.locales.choose(own, asked)
}
