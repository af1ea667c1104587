//! Slows down clients that ask too often. Counts every request, refused ones too.

mod client_ip;
mod windows;

use std::{
    hash::{BuildHasher, RandomState},
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use speedfog_protocol::rest::ProblemCode;
use tokio::time::Instant;

use self::{client_ip::client_ip, windows::Windows};
use crate::{app::App, error::ApiError};

/// Requests per minute from one client to one path.
const PER_PATH: u32 = 60;

/// Requests per minute from one client to something expensive or worth guessing at.
const PER_COSTLY_ROUTE: u32 = 10;

const COSTLY_ROUTES: [(Method, &str); 4] = [
    (Method::GET, "/api/auth/twitch"),
    (Method::GET, "/api/auth/callback"),
    (Method::POST, "/api/auth/exchange"),
    (Method::POST, "/api/training"),
];

/// What all clients have used up.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    windows: Mutex<Windows<Key>>,
    hasher: RandomState,
}

/// A client and what it asks for. Paths are hashed, so that an entry has a fixed size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    client: IpAddr,
    costly: bool,
    path: u64,
}

impl RateLimits {
    /// Counts a request.
    ///
    /// # Errors
    /// Seconds to wait, when there were too many.
    fn count(&self, client: IpAddr, method: &Method, path: &str, now: Instant) -> Result<(), u64> {
        let costly = COSTLY_ROUTES
            .iter()
            .any(|(its_method, its_path)| its_method == method && *its_path == path);
        let key = Key {
            client: network_of(client),
            costly,
            path: self.hasher.hash_one(path),
        };
        let limit = if costly { PER_COSTLY_ROUTE } else { PER_PATH };
        self.windows
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .count(key, limit, now)
    }
}

/// What one client is known by: its address, or with IPv6 its network, of which everybody has many
/// addresses.
fn network_of(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

/// Answers 429 in place of the handlers when a client has asked too often.
pub(super) async fn rate_limit(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let settings = &app.settings.http;
    let path = request.uri().path();
    if !settings.rate_limits || !path.starts_with("/api/") {
        return next.run(request).await;
    }
    let client = client_ip(peer.ip(), request.headers(), &settings.trusted_proxies);
    let counted = app
        .rate_limits
        .count(client, request.method(), path, Instant::now());
    match counted {
        Ok(()) => next.run(request).await,
        Err(seconds) => {
            let mut response = ApiError::new(
                StatusCode::TOO_MANY_REQUESTS,
                format!("Too many requests. Please try again in {seconds} seconds."),
            )
            .code(ProblemCode::TooManyRequests)
            .value("seconds", seconds)
            .into_response();
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn passed(limits: &RateLimits, client: &str, method: &Method, path: &str, now: Instant) -> u32 {
        let client = client.parse().unwrap();
        let results = (0..100).map(|_| limits.count(client, method, path, now).is_ok());
        results.map(u32::from).sum()
    }

    #[test]
    fn every_client_has_its_own_budget_for_every_path() {
        let limits = RateLimits::default();
        let now = Instant::now();
        let (get, post) = (Method::GET, Method::POST);
        for (client, method, path, expected) in [
            ("10.0.0.1", &get, "/api/races", 60),
            ("10.0.0.1", &post, "/api/races", 0),
            ("10.0.0.2", &get, "/api/races", 60),
            ("10.0.0.1", &get, "/api/pools", 60),
            ("10.0.0.1", &post, "/api/auth/exchange", 10),
            ("10.0.0.1", &get, "/api/auth/twitch", 10),
            ("10.0.0.1", &get, "/api/auth/callback", 10),
            ("10.0.0.1", &post, "/api/training", 10),
            ("10.0.0.1", &get, "/api/training", 60),
            ("2001:db8::1", &get, "/api/races", 60),
            ("2001:db8::ffff:1", &get, "/api/races", 0),
            ("2001:db8:0:1::1", &get, "/api/races", 60),
        ] {
            let passed = passed(&limits, client, method, path, now);
            assert_eq!(passed, expected, "{client} {method} {path}");
        }
        let wait = limits.count("10.0.0.1".parse().unwrap(), &get, "/api/races", now);
        assert_eq!(wait, Err(60));
        let later = now + Duration::from_secs(60);
        assert_eq!(passed(&limits, "10.0.0.1", &get, "/api/races", later), 60);
    }
}
