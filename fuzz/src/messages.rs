//! Messages on the wire, in every direction.

use std::str;

use speedfog_protocol::{
    DecodeError,
    ws::{FromMod, FromSpectator, ToMod, ToSpectator},
};

/// Reads a text as each kind of message. What is one is written the same when it is read again.
pub(crate) fn decode(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    keeps(text, FromMod::decode, FromMod::encode);
    keeps(text, FromSpectator::decode, FromSpectator::encode);
    keeps(text, ToMod::decode, ToMod::encode);
    keeps(text, ToSpectator::decode, ToSpectator::encode);
}

fn keeps<T>(
    text: &str,
    decode: impl Fn(&str) -> Result<T, DecodeError>,
    encode: impl Fn(&T) -> String,
) {
    if let Ok(message) = decode(text) {
        // Instants may come finer than they are written.
        let written = encode(&message);
        let again = decode(&written).map(|message| encode(&message));
        assert_eq!(again.as_ref(), Ok(&written));
    }
}
