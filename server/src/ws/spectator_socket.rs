//! `/ws/race/{race_id}`: people who watch, signed in or not.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State, response::Response};
use speedfog_protocol::{close, ws::FromSpectator};
use speedfog_race::{RaceId, UserId};
use uuid::Uuid;

use super::{
    identities::SIGNED_OUT,
    peer::Peer,
    socket::{Incoming, Socket},
    upgrade::Upgrade,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    figures::Present,
    http::{MaybeSession, Path, Query},
    room::{ActionError, ConnectionId, Following, Resume, RoomHandle, clock_reply},
    store::{Person, Session},
};

/// Upgrades a spectator. Our own pages say who they are with their cookie, others with a message.
pub(crate) async fn spectator_socket(
    State(app): State<Arc<App>>,
    Path(race): Path<Uuid>,
    MaybeSession(session): MaybeSession,
    Query(mut query): Query<HashMap<String, String>>,
    upgrade: Upgrade,
) -> Result<Response, ApiError> {
    let tasks = app.tasks.clone();
    let asked = query.remove("locale");
    let following = following(&mut query);
    Ok(upgrade.serve(move |peer| {
        let race = RaceId::from(race);
        tasks.track_future(serve(app, race, session, asked, following, peer))
    }))
}

/// How somebody wants to be told of the standings: `ticks=1`, and where they left off, if they did.
fn following(query: &mut HashMap<String, String>) -> Following {
    if query.get("ticks").map(String::as_str) != Some("1") {
        return Following::Updates;
    }
    let after = query.get("after").and_then(|after| after.parse().ok());
    let resume = query.remove("epoch").zip(after);
    Following::Ticks(resume.map(|(epoch, after)| Resume { epoch, after }))
}

async fn serve(
    app: Arc<App>,
    race: RaceId,
    session: Option<Session>,
    asked: Option<String>,
    following: Following,
    mut peer: Peer,
) {
    let room = match app.hub.room(race).await {
        Ok(room) => room,
        Err(ActionError::NotFound) => {
            return peer.close(close::NOT_FOUND, "race not found").await;
        }
        Err(_) => {
            return peer.close(close::TRY_AGAIN_LATER, "try again later").await;
        }
    };
    let sender = peer.outbox();
    let connection = ConnectionId::next();
    let mut place = None;
    if let Some(session) = &session {
        place = app
            .identities
            .enter(&app.store, session, connection, &sender)
            .await;
        if place.is_none() {
            return peer.close(SIGNED_OUT.0, SIGNED_OUT.1).await;
        }
    }
    let viewer = session.as_ref().map(|session| &session.person);
    let own = viewer.and_then(|person| person.locale.as_deref());
    let locale = app.locales.choose(own, asked.as_deref());
    let user = match viewer {
        Some(person) => Some(seen(&app, person).await),
        None => None,
    };
    // The first state leaves at once; a later sign-in sends a better one if it differs.
    if room
        .join_spectator(connection, user, sender.clone(), locale, following)
        .await
        .is_err()
    {
        return peer.close(close::TRY_AGAIN_LATER, "try again later").await;
    }
    let _present = Present::new(&app.figures.spectators);
    let mut socket = Socket::new(peer, app.shutdown.clone());
    loop {
        match socket.next().await {
            Incoming::Gone => break,
            Incoming::Alive => {}
            Incoming::Text(text) => match FromSpectator::decode(&text) {
                Ok(FromSpectator::Auth { token: Some(token) }) => {
                    if let Some(session) = session_of(&app, &token).await {
                        // One place per socket: the old one goes first.
                        drop(place.take());
                        place = app
                            .identities
                            .enter(&app.store, &session, connection, &sender)
                            .await;
                        if place.is_none() {
                            sender.close(SIGNED_OUT.0, SIGNED_OUT.1);
                            continue;
                        }
                        identify(&app, &room, connection, &session, asked.as_deref()).await;
                    }
                }
                Ok(FromSpectator::Clock { client_ms }) => {
                    // A full queue means the answer would be worthless anyway.
                    let _ = sender.push(clock_reply(client_ms));
                }
                Ok(FromSpectator::Auth { token: None } | FromSpectator::Pong) => {}
                Err(error) => tracing::debug!(race.id = %race, %error, "spectator frame ignored"),
            },
        }
    }
    drop(place);
    room.leave_spectator(connection).await;
}

/// The session behind a token; whoever has no valid one stays who they are.
async fn session_of(app: &App, token: &str) -> Option<Session> {
    match app.store.session(token, clock::now()).await {
        Ok(session) => session,
        Err(error) => {
            tracing::warn!(%error, "spectator could not be identified");
            None
        }
    }
}

/// Tells the room who a spectator is. A language stored with the account beats the one that was
/// asked for.
async fn identify(
    app: &App,
    room: &RoomHandle,
    connection: ConnectionId,
    session: &Session,
    asked: Option<&str>,
) {
    let person = &session.person;
    let user = seen(app, person).await;
    let locale = app.locales.choose(person.locale.as_deref(), asked);
    room.identify_spectator(connection, user, locale).await;
}

/// Notes that somebody was here and says who.
async fn seen(app: &App, person: &Person) -> UserId {
    if let Err(error) = app.store.touch_person(person.id, clock::now()).await {
        tracing::warn!(%error, "last visit not noted");
    }
    person.id
}
