//! How the pools of seeds are looked after.

use std::time::Duration;

use serde::Deserialize;

use super::{SettingsError, value};

/// The environment's names of these settings.
pub(super) const NAMES: &[&str] = &[
    "POOL_LOW_SEEDS",
    "UPLOAD_MAX_MIB",
    "GENERATOR_COMMAND",
    "REFILL_SEEDS",
    "REFILL_RUNS_PER_DAY",
    "REFILL_TIME_LIMIT_MINUTES",
];

/// How often the folders are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// How long an upload may stand still.
const UPLOAD_STALL: Duration = Duration::from_secs(30);

/// How long an upload may take as a whole.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(2 * 3600);

/// How long a pool is left alone after its first failed refill.
const REFILL_PAUSE: Duration = Duration::from_secs(10 * 60);

/// How the pools of seeds are looked after.
#[derive(Debug, Clone)]
pub struct StockSettings {
    /// `POOL_LOW_SEEDS`: with fewer available seeds a pool is low, unless its own settings name
    /// another number.
    pub low_seeds: u32,
    /// How often the folders are looked at.
    pub look_every: Duration,
    /// `UPLOAD_MAX_MIB`, in bytes: largest archive that can be uploaded.
    pub upload_bytes: u64,
    /// How long an upload may stand still.
    pub upload_stall: Duration,
    /// How long an upload may take as a whole.
    pub upload_timeout: Duration,
    /// How low pools are refilled; absent means that people do that.
    pub refill: Option<RefillSettings>,
}

/// How low pools are refilled.
#[derive(Debug, Clone)]
pub struct RefillSettings {
    /// `GENERATOR_COMMAND`, in words: the program and its arguments, in which `{pool}` and `{count}`
    /// stand for what is wanted.
    pub command: Vec<String>,
    /// `REFILL_SEEDS`: seeds that one run is asked for.
    pub seeds: u32,
    /// `REFILL_RUNS_PER_DAY`: most runs in 24 hours.
    pub runs_per_day: u32,
    /// `REFILL_TIME_LIMIT_MINUTES`: how long one run may take.
    pub time_limit: Duration,
    /// How long a pool is left alone after its first failed run; longer after each further one.
    pub pause: Duration,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(super) struct RawStock {
    #[serde(deserialize_with = "value::number")]
    pool_low_seeds: u32,
    #[serde(deserialize_with = "value::number")]
    upload_max_mib: u32,
    generator_command: String,
    #[serde(deserialize_with = "value::number")]
    refill_seeds: u32,
    #[serde(deserialize_with = "value::number")]
    refill_runs_per_day: u32,
    #[serde(deserialize_with = "value::number")]
    refill_time_limit_minutes: u32,
}

impl Default for RawStock {
    fn default() -> Self {
        Self {
            pool_low_seeds: 3,
            upload_max_mib: 2048,
            generator_command: String::new(),
            refill_seeds: 5,
            refill_runs_per_day: 8,
            refill_time_limit_minutes: 120,
        }
    }
}

impl Default for StockSettings {
    fn default() -> Self {
        Self::check(RawStock::default()).expect("the defaults are valid")
    }
}

impl StockSettings {
    pub(super) fn check(raw: RawStock) -> Result<Self, SettingsError> {
        let words = shell_words::split(&raw.generator_command);
        let command = words.map_err(|_| SettingsError::Value {
            name: "GENERATOR_COMMAND",
            value: raw.generator_command,
            why: "which has an unclosed quote",
        })?;
        let refill = (!command.is_empty()).then_some(RefillSettings {
            command,
            seeds: raw.refill_seeds.max(1),
            runs_per_day: raw.refill_runs_per_day,
            time_limit: Duration::from_secs(u64::from(raw.refill_time_limit_minutes.max(1)) * 60),
            pause: REFILL_PAUSE,
        });
        Ok(Self {
            low_seeds: raw.pool_low_seeds,
            look_every: LOOK_EVERY,
            upload_bytes: u64::from(raw.upload_max_mib) << 20,
            upload_stall: UPLOAD_STALL,
            upload_timeout: UPLOAD_TIMEOUT,
            refill,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &str) -> Result<Option<RefillSettings>, String> {
        let raw = RawStock {
            generator_command: command.into(),
            ..RawStock::default()
        };
        let settings = StockSettings::check(raw).map_err(|error| error.to_string())?;
        Ok(settings.refill)
    }

    #[test]
    fn a_command_is_words_and_no_shell() {
        assert!(check("").unwrap().is_none());
        assert!(check("  ").unwrap().is_none());
        let refill = check("make 'a b' {pool} $(x); -n {count}")
            .unwrap()
            .unwrap();
        assert_eq!(
            refill.command,
            ["make", "a b", "{pool}", "$(x);", "-n", "{count}"]
        );
        assert!(
            check("make 'a b")
                .unwrap_err()
                .contains("GENERATOR_COMMAND")
        );
    }
}
