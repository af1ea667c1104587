//! A bare WebSocket client.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use super::PATIENCE;

/// One connection.
pub(crate) struct Socket {
    ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// Opens a connection.
    pub(crate) async fn open(address: &str, path: &str) -> Self {
        Self::try_open(address, path).await.unwrap()
    }

    /// Opens a connection as a browser does, with a cookie and the origin of the page.
    pub(crate) async fn open_as(address: &str, path: &str, cookie: &str, origin: &str) -> Self {
        let mut request = format!("ws://{address}{path}")
            .into_client_request()
            .unwrap();
        let headers = request.headers_mut();
        headers.insert("cookie", cookie.parse().unwrap());
        headers.insert("origin", origin.parse().unwrap());
        let (ws, _) = connect_async(request).await.unwrap();
        Self { ws }
    }

    /// Tries to open a connection.
    pub(crate) async fn try_open(
        address: &str,
        path: &str,
    ) -> Result<Self, Box<tungstenite::Error>> {
        let (ws, _) = connect_async(format!("ws://{address}{path}")).await?;
        Ok(Self { ws })
    }

    /// Sends one text frame.
    pub(crate) async fn send_text(&mut self, text: &str) {
        self.send(Message::text(text)).await;
    }

    /// Sends one JSON message.
    pub(crate) async fn say(&mut self, message: &Value) {
        self.send_text(&message.to_string()).await;
    }

    /// Tries to send one JSON message.
    pub(crate) async fn try_say(&mut self, message: &Value) -> Result<(), Box<tungstenite::Error>> {
        let message = Message::text(message.to_string());
        Ok(self.ws.send(message).await?)
    }

    /// Sends any frame.
    pub(crate) async fn send(&mut self, message: Message) {
        self.ws.send(message).await.unwrap();
    }

    /// The next text frame as JSON, or the close code and reason.
    pub(crate) async fn next(&mut self) -> Result<Value, (u16, String)> {
        loop {
            let message = timeout(PATIENCE, self.ws.next())
                .await
                .expect("a frame in time");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Err((frame.code.into(), frame.reason.to_string()));
                }
                Some(Ok(Message::Close(None))) | None => return Err((1005, String::new())),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err((1006, error.to_string())),
            }
        }
    }

    /// The next message of one of these types; others are skipped.
    pub(crate) async fn expect(&mut self, types: &[&str]) -> Value {
        loop {
            let message = self.next().await.unwrap_or_else(|closed| {
                panic!("closed with {closed:?} while waiting for {types:?}")
            });
            if types.contains(&message["type"].as_str().unwrap()) {
                return message;
            }
        }
    }

    /// Asks for the time and waits for the answer; other messages are skipped.
    pub(crate) async fn is_answered(&mut self) {
        let asked = json!({ "type": "clock", "client_ms": 4_242 });
        self.say(&asked).await;
        self.expect(&["clock"]).await;
    }

    /// Skips messages until the connection is closed and returns code and reason.
    pub(crate) async fn closed(&mut self) -> (u16, String) {
        loop {
            if let Err(closed) = self.next().await {
                return closed;
            }
        }
    }

    /// Closes the connection properly.
    pub(crate) async fn close(mut self) {
        self.ws.close(None).await.unwrap();
        while let Some(Ok(_)) = self.ws.next().await {}
    }
}
