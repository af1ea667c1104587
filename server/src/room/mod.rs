//! Live races. One room is one task that owns one race's live state; everybody else holds a
//! [`RoomHandle`] with a bounded queue.
//!
//! A room decides nothing itself: commands go to the rules, events come back, the durable ones are
//! committed, and only then is anybody told.

mod announce;
mod commands;
mod frames;
mod handle;
mod hub;
mod input;
mod join;
mod members;
mod outbox;
mod pending;
mod snapshot;
mod state;
mod task;

pub(crate) use self::{
    frames::clock_reply,
    handle::RoomHandle,
    hub::{Hub, HubSettings},
    input::{Action, ActionError, ConnectionId, JoinRefusal, ModSeat, NewCaster, NewMember},
    outbox::{Batch, Outbox, OutboxReader, outbox},
    state::organizer_participation,
};
