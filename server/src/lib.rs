//! The SpeedFog Racing server: HTTP API, WebSockets, live rooms, store, seed packs and the embedded
//! web client. Decides no rule of racing; those live in `speedfog-race`.

mod app;
pub mod cli;
pub mod clock;
pub mod config;
mod discord;
mod error;
mod figures;
mod http;
mod i18n;
mod jobs;
mod maps;
mod room;
pub mod secret;
mod seed_routes;
mod server;
mod stock;
mod store;
mod twitch;
mod wire;
mod ws;
mod zone_data;

pub use self::server::Server;
