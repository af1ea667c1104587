//! A message as it goes over the wire: encoded once, head included, and shared by all its sockets.

use bytes::Bytes;

/// First byte of a whole text message.
const TEXT: u8 = 0x81;

/// Longest payload whose length fits into the second byte.
const SHORT: usize = 125;

/// Longest head.
const HEAD: usize = 10;

/// A WebSocket text frame from the server, ready to be written. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame(Bytes);

impl Frame {
    /// Several frames that are written together.
    pub(super) fn joined(mut frames: Vec<Self>) -> Self {
        match frames.pop() {
            Some(only) if frames.is_empty() => only,
            last => {
                let frames = frames.into_iter().chain(last);
                Self(
                    frames
                        .flat_map(Self::into_bytes)
                        .collect::<Vec<u8>>()
                        .into(),
                )
            }
        }
    }

    /// How many bytes are written.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The bytes that are written.
    pub(super) fn into_bytes(self) -> Bytes {
        self.0
    }
}

#[cfg(test)]
impl Frame {
    /// The texts of all frames in it, as a client reads them.
    pub(super) fn texts(&self) -> Vec<String> {
        let stream = std::io::Cursor::new(self.0.to_vec());
        let role = tungstenite::protocol::Role::Client;
        let mut client = tungstenite::WebSocket::from_raw_socket(stream, role, None);
        std::iter::from_fn(|| client.read().ok()?.into_text().ok())
            .map(|text| text.to_string())
            .collect()
    }
}

impl From<&str> for Frame {
    fn from(text: &str) -> Self {
        let mut frame = Vec::with_capacity(HEAD + text.len());
        frame.push(TEXT);
        match (u8::try_from(text.len()), u16::try_from(text.len())) {
            (Ok(length), _) if text.len() <= SHORT => frame.push(length),
            (_, Ok(length)) => {
                frame.push(126);
                frame.extend(length.to_be_bytes());
            }
            _ => {
                frame.push(127);
                frame.extend((text.len() as u64).to_be_bytes());
            }
        }
        frame.extend_from_slice(text.as_bytes());
        Self(frame.into())
    }
}

impl From<String> for Frame {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use tungstenite::{
        Message, WebSocket,
        protocol::{Role, WebSocketConfig},
    };

    use super::*;

    #[test]
    fn any_client_reads_frames_of_every_length() {
        for length in [0, 1, SHORT, SHORT + 1, 65_535, 65_536, 200_000] {
            let text = "x".repeat(length);
            let bytes = Frame::from(text.clone()).into_bytes().to_vec();
            let config = WebSocketConfig::default();
            let stream = Cursor::new(bytes);
            let mut client = WebSocket::from_raw_socket(stream, Role::Client, Some(config));
            assert_eq!(client.read().unwrap(), Message::text(text));
        }
    }
}
