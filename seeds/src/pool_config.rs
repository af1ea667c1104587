//! What a pool's `config.toml` says about its seeds, put for people.
//!
//! The file is the generator's own settings plus a `[display]` table. It is
//! written by hand, so a value of an unexpected type counts as absent instead
//! of taking the rest of the file with it.

mod labels;

use speedfog_protocol::rest::{Difficulty, PoolConfig, Ratio};
use toml::{Table, Value};

/// Position in lists of a pool that does not name one.
const DEFAULT_SORT_ORDER: i64 = 99;

/// Reads the text of a `config.toml`.
///
/// # Errors
///
/// When the text is not TOML.
pub(crate) fn read(text: &str) -> Result<Table, toml::de::Error> {
    text.parse()
}

/// The number of seeds below which a pool is low, if its settings name one.
pub(crate) fn low_seeds(file: &Table) -> Option<u32> {
    let display = Settings(file.get("display").and_then(Value::as_table));
    display.int("low_seeds")?.try_into().ok()
}

/// Puts the settings of a pool for people. Keys that are missing or unknown are
/// no error.
pub(crate) fn parse(file: &Table) -> PoolConfig {
    let settings = |name| Settings(file.get(name).and_then(Value::as_table));
    let display = settings("display");
    let structure = settings("structure");
    let care_package = settings("care_package");
    let items = settings("item_randomizer");
    let (min_layers, max_layers) = layers(&structure);
    PoolConfig {
        kind: kind(display.text("type")).to_owned(),
        sort_order: display.int("sort_order").unwrap_or(DEFAULT_SORT_ORDER),
        estimated_duration: display.text("estimated_duration").map(str::to_owned),
        description: display.text("description").map(str::to_owned),
        legacy_dungeons: settings("requirements").int("legacy_dungeons"),
        min_layers,
        max_layers,
        final_tier: structure.int("final_tier"),
        weapon_upgrade: care_package.int("weapon_upgrade"),
        starting_items: labels::starting_items(&settings("starting_items")),
        care_package_items: labels::care_package_items(&care_package),
        care_package: care_package.flag("enabled"),
        items_randomized: items.flag("enabled"),
        auto_upgrade_weapons: items.flag("auto_upgrade_weapons"),
        remove_requirements: items.flag("remove_requirements"),
        randomize_bosses: randomize_bosses(&settings("enemy")),
        nerf_gargoyles: items.flag("nerf_gargoyles"),
        major_boss_ratio: structure.number("major_boss_ratio").map(ratio),
        item_difficulty: items.number("difficulty").map(difficulty),
    }
}

fn kind(written: Option<&str>) -> &'static str {
    match written {
        Some("training") => "training",
        _ => "race",
    }
}

/// Fewest and most layers. Newer files know one number for both.
fn layers(structure: &Settings<'_>) -> (Option<i64>, Option<i64>) {
    let written = (structure.int("min_layers"), structure.int("max_layers"));
    match written {
        (None, None) => (structure.int("layers_count"), structure.int("layers_count")),
        written => written,
    }
}

/// A flag in older files, a choice of words since.
fn randomize_bosses(enemy: &Settings<'_>) -> Option<bool> {
    match enemy.get("randomize_bosses")? {
        Value::Boolean(flag) => Some(*flag),
        Value::String(word) => Some(word != "none"),
        _ => None,
    }
}

fn ratio(share: f64) -> Ratio {
    match share {
        share if share >= 0.35 => Ratio::High,
        share if share >= 0.15 => Ratio::Medium,
        _ => Ratio::Low,
    }
}

fn difficulty(percent: f64) -> Difficulty {
    match percent {
        percent if percent >= 65.0 => Difficulty::Hard,
        percent if percent >= 45.0 => Difficulty::Normal,
        _ => Difficulty::Easy,
    }
}

/// One table of the file; a missing table has no keys.
struct Settings<'a>(Option<&'a Table>);

impl<'a> Settings<'a> {
    fn get(&self, key: &str) -> Option<&'a Value> {
        self.0?.get(key)
    }

    /// A text that is not empty.
    fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.get(key)?.as_str()?;
        (!text.is_empty()).then_some(text)
    }

    fn flag(&self, key: &str) -> Option<bool> {
        self.get(key)?.as_bool()
    }

    /// A whole number; a fraction is cut off.
    fn int(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Integer(number) => Some(*number),
            Value::Float(number) if number.is_finite() => Some(number.trunc() as i64),
            _ => None,
        }
    }

    fn number(&self, key: &str) -> Option<f64> {
        match self.get(key)? {
            Value::Integer(number) => Some(*number as f64),
            Value::Float(number) if number.is_finite() => Some(*number),
            _ => None,
        }
    }

    /// Whether the key is set to anything but nothing.
    fn truthy(&self, key: &str) -> bool {
        match self.get(key) {
            Some(Value::Boolean(flag)) => *flag,
            Some(Value::Integer(number)) => *number != 0,
            Some(Value::Float(number)) => *number != 0.0,
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Table(table)) => !table.is_empty(),
            Some(Value::Datetime(_)) => true,
            None => false,
        }
    }

    /// A whole number above zero.
    fn count(&self, key: &str) -> Option<i64> {
        self.int(key).filter(|&count| count > 0)
    }
}

#[cfg(test)]
mod tests;
