//! The start of the mod, on its own thread.

use speedfog_race_mod::config::{Config, Overlay};
use speedfog_race_mod::game::live::{Unsupported, supported};
use speedfog_race_mod::overlay::{Startup, View};

use crate::hud::{self, Stage};
use crate::race::Race;
use crate::{executable, folder, log, message_box};

/// Sets everything up and then follows the race until the game ends.
pub(crate) fn start(module: usize) {
    let Some(folder) = folder::of_module(module) else {
        return;
    };
    // Writes until the game ends.
    let _log = log::start(&folder);
    tracing::info!("SpeedFog Racing {}", env!("CARGO_PKG_VERSION"));
    let Some(program) = executable::describe() else {
        tracing::error!("the program does not say what it is; nothing is done");
        return;
    };
    tracing::info!(product = program.product, language = ?program.language, version = %program);
    let version = match supported(&program) {
        Ok(version) => version,
        Err(Unsupported::OtherProgram) => {
            tracing::error!("this program is not the game; nothing is done");
            return;
        }
        Err(error @ Unsupported::Version(_)) => {
            tracing::error!(%error, "nothing is done");
            message_box::show(&format!(
                "{error}. Your run will not be tracked.\n\n\
                 Download your seed pack again to get the latest version of the mod."
            ));
            return;
        }
    };
    tracing::info!(game = version.name, "the game is supported");
    let stage = Stage::default();
    let config = match Config::load(&folder) {
        Ok(config) => config,
        Err(error) => {
            tracing::error!(%error, "the configuration cannot be used");
            stage.show(&mut View::unusable(&Startup::Config(error)));
            hud::install(&Overlay::default(), &folder, &stage);
            return park();
        }
    };
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    tracing::info!(?config);
    if config.overlay.enabled {
        hud::install(&config.overlay, &folder, &stage);
    }
    match Race::start(&config, &folder, version, stage.clone()) {
        Ok(race) => race.follow(),
        Err(error) => {
            tracing::error!(%error, "there is no way to the server");
            stage.show(&mut View::unusable(&Startup::Net(error)));
            park();
        }
    }
}

/// Keeps the thread, and with it the log, until the game ends.
fn park() {
    loop {
        std::thread::park();
    }
}
