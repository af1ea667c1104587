//! WebSocket endpoints. One socket is one task that owns both directions.
//!
//! Sockets never touch race state: they turn text into messages for the room and send what the room
//! puts into their outbox.

mod frame_rate;
mod identities;
mod mod_socket;
mod peer;
mod socket;
mod solo_sockets;
mod spectator_socket;
mod upgrade;

pub(crate) use self::{
    identities::Identities,
    mod_socket::mod_socket,
    solo_sockets::{solo_mod_socket, solo_spectator_socket},
    spectator_socket::spectator_socket,
};
