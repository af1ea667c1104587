//! Messages on the wire, in every direction.

use std::{fmt::Debug, str};

use speedfog_protocol::{
    DecodeError,
    ws::{FromMod, FromSpectator, ToMod, ToSpectator},
};

/// Reads a text as each kind of message. What is one says the same when it is written and read again.
pub(crate) fn decode(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    keeps(text, FromMod::decode, FromMod::encode);
    keeps(text, FromSpectator::decode, FromSpectator::encode);
    keeps(text, ToMod::decode, ToMod::encode);
    keeps(text, ToSpectator::decode, ToSpectator::encode);
}

fn keeps<T: PartialEq + Debug>(
    text: &str,
    decode: impl Fn(&str) -> Result<T, DecodeError>,
    encode: impl Fn(&T) -> String,
) {
    if let Ok(message) = decode(text) {
        let written = encode(&message);
        assert_eq!(decode(&written).as_ref(), Ok(&message), "{written}");
    }
}
