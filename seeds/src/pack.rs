//! The seed pack of one participant: the stored archive with the spoilers left
//! out, the participant's own settings and the current mod put in, made while it
//! is sent.
//!
//! A pack is a plan, a list of byte ranges of the stored file and of bytes in
//! memory. It has an exact length and any part of it can be read, yet nothing
//! is written to disk and no entry is packed anew.

mod added_entry;
mod cache;
mod end;
mod error;
mod layout;
mod mod_library;
mod player_config;
mod seed_pack;
mod segments;
mod spoilers;

#[cfg(test)]
mod tests;

pub use self::cache::SeedPacks;
pub use self::error::PackError;
pub(crate) use self::mod_library::LIBRARY_PATH;
pub use self::mod_library::ModLibrary;
pub use self::player_config::PlayerConfig;
pub use self::seed_pack::SeedPack;
pub use self::spoilers::is_spoiler;
