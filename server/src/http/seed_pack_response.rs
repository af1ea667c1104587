//! Sending a seed pack: whole, or the one part a client asks for.

use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
    ETAG, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use speedfog_seeds::SeedPack;

use crate::error::ApiError;

/// The answer to a request for `pack`, to be saved as `file_name`.
///
/// Answers 200 with the whole pack, 206 with one range, or 416 when the range
/// lies beyond the end. A range is honoured only for the pack it was meant for
/// (`If-Range`); several ranges at once get the whole pack.
pub(crate) fn seed_pack_response(
    pack: &SeedPack,
    file_name: &str,
    method: &Method,
    request: &HeaderMap,
) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    // The pack holds a secret.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ETAG, header(pack.etag()));

    let whole = 0..pack.len();
    let (status, range) = match wanted(pack, request) {
        Wanted::Whole => (StatusCode::OK, whole),
        Wanted::Part(part) => {
            let content_range = format!("bytes {}-{}/{}", part.start, part.end - 1, pack.len());
            headers.insert(CONTENT_RANGE, header(&content_range));
            (StatusCode::PARTIAL_CONTENT, part)
        }
        Wanted::Impossible => {
            let content_range = format!("bytes */{}", pack.len());
            headers.insert(CONTENT_RANGE, header(&content_range));
            let problem = ApiError::new(
                StatusCode::RANGE_NOT_SATISFIABLE,
                "The seed pack has no such part.",
            );
            return (headers, problem).into_response();
        }
    };
    let disposition = format!("attachment; filename=\"{file_name}\"");
    headers.insert(CONTENT_DISPOSITION, header(&disposition));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, (range.end - range.start).into());
    let body = match *method == Method::HEAD {
        true => Body::empty(),
        false => Body::from_stream(pack.stream(range)),
    };
    (status, headers, body).into_response()
}

/// File name under which the pack of the user with the login `login` is saved:
/// `stem`, and the letters, digits and underscores of the login, or `unknown`.
pub(crate) fn pack_file_name(stem: &str, login: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    let login: String = login.chars().filter(plain).collect();
    let login = if login.is_empty() { "unknown" } else { &login };
    format!("{stem}_{login}.zip")
}

fn header(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).expect("made of printable ASCII")
}

/// What part of a pack a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part(Range<u64>),
    Impossible,
}

fn wanted(pack: &SeedPack, request: &HeaderMap) -> Wanted {
    let other_pack = request
        .get(IF_RANGE)
        .is_some_and(|tag| tag.as_bytes() != pack.etag().as_bytes());
    let mut ranges = request.get_all(RANGE).iter();
    match (ranges.next(), ranges.next()) {
        (Some(range), None) if !other_pack => range
            .to_str()
            .map_or(Wanted::Whole, |range| parse_range(range, pack.len())),
        _ => Wanted::Whole,
    }
}

/// Reads a `Range` header for a body of `len` bytes.
///
/// Whatever is not one range of bytes asks for the whole, as the standard has
/// servers ignore what they do not support.
fn parse_range(header: &str, len: u64) -> Wanted {
    let range = header
        .split_once('=')
        .filter(|(unit, _)| unit.trim().eq_ignore_ascii_case("bytes"))
        .and_then(|(_, range)| range.trim().split_once('-'));
    let Some((first, last)) = range else {
        return Wanted::Whole;
    };
    match (position(first), position(last)) {
        (Some(first), None) if last.is_empty() => part(first, u64::MAX, len),
        (Some(first), Some(last)) if first <= last => part(first, last, len),
        (None, Some(0)) if first.is_empty() => Wanted::Impossible,
        (None, Some(suffix)) if first.is_empty() => part(len.saturating_sub(suffix), u64::MAX, len),
        _ => Wanted::Whole,
    }
}

/// The bytes from `first` to `last`, both included, of a body of `len` bytes.
fn part(first: u64, last: u64, len: u64) -> Wanted {
    if first >= len {
        return Wanted::Impossible;
    }
    Wanted::Part(first..last.saturating_add(1).min(len))
}

/// A position in digits only; one beyond all files counts as the farthest.
fn position(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests;
