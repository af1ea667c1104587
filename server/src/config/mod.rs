//! Settings, read and checked once at start: defaults, then a TOML file, then the environment, then
//! flags. The file's keys are the environment's names in lower case.

mod discord;
mod environment;
mod http;
mod logging;
mod secret_text;
mod stock;
mod twitch;
mod value;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use figment::{
    Figment,
    providers::{Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

pub use self::{
    discord::DiscordSettings,
    http::HttpSettings,
    logging::LogSettings,
    secret_text::SecretText,
    stock::{RefillSettings, StockSettings},
    twitch::TwitchSettings,
};
use self::{
    discord::RawDiscord, environment::Environment, http::RawHttp, stock::RawStock,
    twitch::RawTwitch,
};

/// What can be told on the command line; everything else goes through file or environment.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Flags {
    /// Address to listen on, such as 127.0.0.1:8000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Folder for the database and, unless set otherwise, the seed pools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
}

/// A setting that is missing, malformed or contradicts another one.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A source could not be read or a value has the wrong shape.
    #[error("invalid settings: {0}")]
    Invalid(Box<figment::Error>),
    /// Development sign-in lets anybody be anybody, so it must stay on this machine.
    #[error(
        "DEV_SIGN_IN is on but LISTEN is {0}: development sign-in is refused on an address that others can reach"
    )]
    DevSignInReachable(SocketAddr),
    /// A value that is none.
    #[error("{name} is {value:?}, {why}")]
    Value {
        /// The setting.
        name: &'static str,
        /// What it was set to.
        value: String,
        /// What it should be.
        why: &'static str,
    },
    /// Half of the Twitch application.
    #[error(
        "TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET belong together, and one of them is missing"
    )]
    HalfTwitch,
}

/// Every setting, by concern.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `LISTEN`: where to accept connections.
    pub listen: SocketAddr,
    /// `METRICS_ADDR`: where figures for Prometheus can be read; absent means nowhere.
    pub metrics_addr: Option<SocketAddr>,
    /// `DATA_DIR`: the server's own folder.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`; absent means the embedded database in the data folder.
    pub database_url: Option<SecretText>,
    /// `SEEDS_POOL_DIR`: one folder per seed pool.
    pub seeds_pool_dir: PathBuf,
    /// How those are looked after.
    pub stock: StockSettings,
    /// `WEBSOCKET_URL`: what seed packs tell the mod to connect to.
    pub websocket_url: String,
    /// `DEV_SIGN_IN`: sign in by name alone, for development.
    pub dev_sign_in: bool,
    /// Logging.
    pub log: LogSettings,
    /// When silent participants are taken out of a running race.
    pub inactivity: InactivitySettings,
    /// `MAP_ACCESS` is `full`: everybody sees every map at any time.
    pub open_map: bool,
    /// Where the tables of zones are.
    pub zone_data: ZoneDataSettings,
    /// `I18N_DIR`: a folder of languages to use instead of the bundled ones.
    pub i18n_dir: Option<PathBuf>,
    /// Addresses, origins and limits of the HTTP side.
    pub http: HttpSettings,
    /// `MOD_DLL`: the race mod to put into every pack; absent means that packs keep the one they
    /// were made with.
    pub mod_dll: Option<PathBuf>,
    /// The Twitch application; absent means that nobody can sign in through Twitch.
    pub twitch: Option<TwitchSettings>,
    /// What is told and done on Discord.
    pub discord: DiscordSettings,
}

/// Folders with tables of zones, which do not ship with the server.
#[derive(Debug, Default, Clone)]
pub struct ZoneDataSettings {
    /// `ZONE_DATA_DIR`: holds any of `graces.json`, `fog.txt`, `submaps.txt` and `map_splits.toml`.
    pub folder: Option<PathBuf>,
    /// `ZONE_DATA_FALLBACK_DIR`: the `data` folder of a seed generator, which is asked for `fog.txt`
    /// and `map_splits.toml` if the first folder does not have them.
    pub fallback_folder: Option<PathBuf>,
}

/// How often a running race is searched for silent participants.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Periods after which a silent participant counts as gone.
#[derive(Debug, Clone, Copy)]
pub struct InactivitySettings {
    /// `INACTIVITY_PLAYING_MINUTES`: in-game time has not moved for this long.
    pub playing: Duration,
    /// `INACTIVITY_WAITING_MINUTES`: never began to play, counted from the start.
    pub waiting: Duration,
    /// How often a running race is looked at.
    pub look_every: Duration,
}

#[derive(Debug, Serialize, Deserialize)]
struct Raw {
    listen: SocketAddr,
    metrics_addr: Option<SocketAddr>,
    data_dir: PathBuf,
    database_url: Option<SecretText>,
    seeds_pool_dir: Option<PathBuf>,
    websocket_url: Option<String>,
    #[serde(deserialize_with = "value::switch")]
    dev_sign_in: bool,
    log_level: String,
    #[serde(deserialize_with = "value::switch")]
    log_json: bool,
    #[serde(deserialize_with = "value::number")]
    inactivity_playing_minutes: u32,
    #[serde(deserialize_with = "value::number")]
    inactivity_waiting_minutes: u32,
    zone_data_dir: Option<PathBuf>,
    zone_data_fallback_dir: Option<PathBuf>,
    i18n_dir: Option<PathBuf>,
    map_access: MapAccess,
    mod_dll: Option<PathBuf>,
}

/// Who sees how much of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum MapAccess {
    /// As the race's stage and its organizer want it.
    Race,
    /// Everybody sees everything.
    Full,
}

const NAMES: &[&str] = &[
    "LISTEN",
    "METRICS_ADDR",
    "DATA_DIR",
    "DATABASE_URL",
    "SEEDS_POOL_DIR",
    "WEBSOCKET_URL",
    "DEV_SIGN_IN",
    "LOG_LEVEL",
    "LOG_JSON",
    "INACTIVITY_PLAYING_MINUTES",
    "INACTIVITY_WAITING_MINUTES",
    "ZONE_DATA_DIR",
    "ZONE_DATA_FALLBACK_DIR",
    "I18N_DIR",
    "MAP_ACCESS",
    "MOD_DLL",
];

/// The environment's names of all settings.
pub(crate) const ALL_NAMES: [&[&str]; 5] = [
    NAMES,
    http::NAMES,
    stock::NAMES,
    twitch::NAMES,
    discord::NAMES,
];

impl Default for Raw {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8000)),
            metrics_addr: None,
            data_dir: "data".into(),
            database_url: None,
            seeds_pool_dir: None,
            websocket_url: None,
            dev_sign_in: false,
            log_level: "INFO".into(),
            log_json: false,
            inactivity_playing_minutes: 15,
            inactivity_waiting_minutes: 15,
            zone_data_dir: None,
            zone_data_fallback_dir: None,
            i18n_dir: None,
            map_access: MapAccess::Race,
            mod_dll: None,
        }
    }
}

impl Settings {
    /// Reads all sources; later ones win.
    ///
    /// # Errors
    /// [`SettingsError`] names the setting at fault. A named file that does not exist is an error.
    pub fn load(file: Option<PathBuf>, flags: &Flags) -> Result<Self, SettingsError> {
        let mut figment = Figment::from(Serialized::defaults(Raw::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        for names in ALL_NAMES {
            figment = figment.merge(Environment(names));
        }
        let figment = figment.merge(Serialized::defaults(flags));
        let invalid = |error| SettingsError::Invalid(Box::new(error));
        Self::check(
            figment.extract().map_err(invalid)?,
            figment.extract().map_err(invalid)?,
            figment.extract().map_err(invalid)?,
            figment.extract().map_err(invalid)?,
            figment.extract().map_err(invalid)?,
        )
    }

    fn check(
        raw: Raw,
        http: RawHttp,
        stock: RawStock,
        twitch: RawTwitch,
        discord: RawDiscord,
    ) -> Result<Self, SettingsError> {
        if raw.dev_sign_in && !raw.listen.ip().is_loopback() {
            return Err(SettingsError::DevSignInReachable(raw.listen));
        }
        let http = HttpSettings::check(http)?;
        let twitch = TwitchSettings::check(twitch, &http)?;
        let minutes = |n: u32| Duration::from_secs(u64::from(n) * 60);
        Ok(Self {
            seeds_pool_dir: raw
                .seeds_pool_dir
                .unwrap_or_else(|| raw.data_dir.join("pools")),
            stock: StockSettings::check(stock)?,
            websocket_url: raw
                .websocket_url
                .unwrap_or_else(|| format!("ws://{}", raw.listen)),
            listen: raw.listen,
            metrics_addr: raw.metrics_addr,
            data_dir: raw.data_dir,
            database_url: raw.database_url.filter(|url| !url.reveal().is_empty()),
            dev_sign_in: raw.dev_sign_in,
            log: LogSettings {
                level: raw.log_level,
                json: raw.log_json,
            },
            inactivity: InactivitySettings {
                playing: minutes(raw.inactivity_playing_minutes),
                waiting: minutes(raw.inactivity_waiting_minutes),
                look_every: LOOK_EVERY,
            },
            open_map: raw.map_access == MapAccess::Full,
            zone_data: ZoneDataSettings {
                folder: raw.zone_data_dir,
                fallback_folder: raw.zone_data_fallback_dir,
            },
            i18n_dir: raw.i18n_dir,
            mod_dll: raw.mod_dll.filter(|path| !path.as_os_str().is_empty()),
            http,
            twitch,
            discord: DiscordSettings::check(discord)?,
        })
    }
}

#[cfg(test)]
mod tests;
