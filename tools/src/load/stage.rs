//! Running races with everybody who plays in them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use speedfog_protocol::rest::{CreateRace, Role};
use uuid::Uuid;

use super::server::Server;
use crate::race_sim::api::Api;

/// A running race.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    pub(super) race: Uuid,
    /// Secrets of the mods, one per participant.
    pub(super) mods: Vec<String>,
    /// Somebody who may download a pack.
    pub(super) token: String,
}

/// Sets up `races` races with the same `mods` participants each, and starts them.
///
/// # Errors
/// When the server refuses something.
pub(super) fn set_up(server: &Server, pool: &str, races: usize, mods: usize) -> Result<Vec<Stage>> {
    let api = Api::new(&server.url(), Arc::new(AtomicBool::new(false)))?;
    let organizer = api.sign_in("load_organizer", Role::Organizer)?.token;
    let mut people = Vec::with_capacity(mods);
    for number in 0..mods {
        people.push(api.sign_in(&format!("load_{number}"), Role::User)?.token);
    }
    let mut stages = Vec::with_capacity(races);
    for number in 0..races {
        let race = CreateRace {
            pool_name: pool.to_owned(),
            open_registration: true,
            max_participants: Some(u32::try_from(mods.max(2)).unwrap_or(u32::MAX)),
            ..CreateRace::named(format!("Load {number}"))
        };
        let race = api.create_race(&organizer, &race)?.id;
        for person in &people {
            api.join(person, race)?;
        }
        api.release_seeds(&organizer, race)?;
        let mut tokens = Vec::with_capacity(mods);
        for person in &people {
            let config = api.pack_config(person, race)?;
            tokens.push(config.server.mod_token.reveal().to_owned());
        }
        api.start(&organizer, race, 0)?;
        stages.push(Stage {
            race,
            mods: tokens,
            token: people.first().cloned().context("a race needs somebody")?,
        });
    }
    Ok(stages)
}
