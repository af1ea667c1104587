//! WebSocket messages: one JSON object per text frame, `type` selects the message.
//!
//! Every direction has one closed enum with `decode` and `encode`.

mod clock;
mod from_mod;
mod from_spectator;
mod graph_json;
mod leaderboard;
mod lenient;
mod lobby;
mod participant_info;
mod race_info;
mod splits;
mod tick;
mod to_mod;
mod to_spectator;
mod zone_query;
mod zone_update;

pub use clock::{ClockReply, Countdown};
pub use from_mod::{EventFlag, Finished, FromMod, StatusUpdate, ZoneEntered};
pub use from_spectator::FromSpectator;
pub use graph_json::GraphJson;
pub use leaderboard::Leaderboard;
pub use lobby::{Lobby, LobbyInvite, Readiness};
pub use participant_info::{ParticipantInfo, ZoneVisit};
pub use race_info::{RaceInfo, SeedInfo, SpawnItem};
pub use splits::LeaderSplits;
pub use tick::{Tick, TickStart};
pub use to_mod::{AuthOk, ToMod};
pub use to_spectator::{RaceState, ToSpectator};
pub use zone_query::{ZoneQuery, is_map_id};
pub use zone_update::{ZoneExit, ZoneUpdate};

pub(crate) fn encode<T: serde::Serialize>(message: &T) -> String {
    serde_json::to_string(message).expect("wire types have string keys and finite numbers")
}
