//! Live races and solo sessions. One room is one task that owns the live state of one of them;
//! everybody else holds a [`RoomHandle`] with a bounded queue.
//!
//! A room decides nothing itself: commands go to the rules, events come back, the durable ones are
//! committed, and only then is anybody told.

mod announce;
mod audience;
mod audit;
mod commands;
mod door;
mod drive;
mod frame;
mod frames;
mod handle;
mod hub;
mod input;
mod join;
mod joined;
mod lobby;
mod members;
mod outbox;
mod pending;
mod reports;
mod rooms;
mod snapshot;
mod solo;
mod spectators;
mod state;
mod task;
mod ticks;

pub(crate) use self::{
    frame::Frame,
    frames::clock_reply,
    handle::RoomHandle,
    hub::{Hub, HubSettings},
    input::{
        Action, ActionError, ConnectionId, Following, JoinRefusal, ModSeat, NewCaster, NewMember,
        SoloAction,
    },
    outbox::{Due, Outbox, OutboxReader, outbox},
    state::organizer_participation,
    ticks::Resume,
};

#[cfg(test)]
mod simulation;

#[cfg(test)]
pub(crate) use self::outbox::tests::connection;
