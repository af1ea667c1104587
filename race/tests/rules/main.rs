//! The rules as tables and as properties.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod access;
mod discovery;
mod graph_damage;
mod graph_faults;
mod graph_reading;
mod lifecycle;
mod organizing;
mod plausibility;
mod progress;
mod properties;
mod real_graphs;
mod roster;
mod routes;
mod serial;
mod sim;
mod solo;
mod standings;
mod zones;
