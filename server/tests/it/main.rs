//! The server as its clients meet it: real HTTP, real WebSockets, a real database, real archives.
//!
//! Nothing here waits for a fixed time: clients fold messages and wait for a condition.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop here"
)]

mod common;

mod account;
mod admin;
mod audit;
mod backup;
mod broadcasts;
mod calendar;
mod commands;
mod discord;
mod discord_buttons;
mod doors;
mod errors;
mod faults;
mod figures;
mod flow;
mod fog;
mod handshake;
mod hardening;
mod hostile;
mod import;
mod inactivity;
mod lifecycle;
mod lists;
mod lobby;
mod locale;
mod organizing;
mod own_data;
mod packs;
mod permissions;
mod real_mod;
mod recovery;
mod refills;
mod refused;
mod reports;
mod restart;
mod roster;
mod secrets;
mod sessions;
mod solo_api;
mod solo_live;
mod solo_mods;
mod solo_restart;
mod spectators;
mod streams;
mod suspicions;
mod ticks;
mod twitch_sign_in;
mod upgrade;
mod uploads;
mod users;
mod watching;
mod zones;
