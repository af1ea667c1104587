//! From a request to a WebSocket. The connection itself is taken over, so that frames can be written
//! to it without anything between.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use tungstenite::handshake::derive_accept_key;

use super::peer::Peer;
use crate::{error::ApiError, http::Placed};

/// A request for a WebSocket.
#[derive(Debug)]
pub(crate) struct Upgrade {
    on_upgrade: OnUpgrade,
    /// Answer to the client's key.
    accept: String,
}

impl<S: Sync> FromRequestParts<S> for Upgrade {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let headers = &parts.headers;
        let wanted = parts.method == Method::GET
            && names(headers, &header::CONNECTION, "upgrade")
            && names(headers, &header::UPGRADE, "websocket")
            && names(headers, &header::SEC_WEBSOCKET_VERSION, "13");
        let key = headers.get(header::SEC_WEBSOCKET_KEY).filter(|_| wanted);
        let accept = key.map(|key| derive_accept_key(key.as_bytes()));
        let on_upgrade = parts.extensions.remove::<OnUpgrade>();
        accept
            .zip(on_upgrade)
            .map(|(accept, on_upgrade)| Self { on_upgrade, accept })
            .ok_or_else(|| {
                ApiError::new(StatusCode::BAD_REQUEST, "This address is for WebSockets.")
            })
    }
}

/// Whether a header, which may hold a list, names `word`.
fn names(headers: &HeaderMap, header: &HeaderName, word: &str) -> bool {
    let values = headers.get_all(header).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| part.trim().eq_ignore_ascii_case(word))
}

impl Upgrade {
    /// Answers the request, and serves the socket once the answer has been sent.
    pub(super) fn serve<F>(self, serve: impl FnOnce(Peer) -> F + Send + 'static) -> Response
    where
        F: Future<Output = ()> + Send,
    {
        let Self { on_upgrade, accept } = self;
        tokio::spawn(async move {
            match on_upgrade.await.map(peer) {
                Ok(Some(peer)) => serve(peer).await,
                Ok(None) => tracing::error!("a WebSocket came in on an unknown kind of connection"),
                Err(error) => tracing::debug!(%error, "the client was gone before its WebSocket"),
            }
        });
        let headers = [
            (header::CONNECTION, "upgrade"),
            (header::UPGRADE, "websocket"),
            (header::SEC_WEBSOCKET_ACCEPT, &accept),
        ];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    }
}

/// The connection behind an upgrade, with what was read of it already.
fn peer(upgraded: Upgraded) -> Option<Peer> {
    let parts = upgraded.downcast::<TokioIo<Placed>>().ok()?;
    let (stream, place) = parts.io.into_inner().into_parts();
    Some(Peer::new(stream, place, parts.read_buf.into()))
}
