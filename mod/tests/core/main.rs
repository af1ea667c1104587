//! The mod's core on plain Linux: configuration, recorded runs, tracker, connection.

mod config;
#[cfg(feature = "overlay")]
mod faults;
mod live;
mod machine;
mod net;
mod new_starts;
mod outbox;
mod outbox_properties;
#[cfg(feature = "overlay")]
mod overlay;
mod recording;
mod script;
mod server;
mod ticks;
mod tracker;
mod tracker_properties;
mod tracker_view;
