//! A recorded run: what the game showed, line by line.
//!
//! Every line is a JSON object with the time `t` in milliseconds and the values that changed at
//! that moment: `igt` and `deaths` (null: absent), `map` with `pos` and `region` (`map` null:
//! loading), `flags` (an object from flag to true, false or null) and `grace`, a travel begun.
//! Values not named stay as they were; before the first line everything is absent.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Deserializer};
use thiserror::Error;

use super::{FlagReading, GameReader, MapId, Place, Reading, Snapshot};

/// A line that is no part of a recorded run.
#[derive(Debug, Error)]
#[error("line {line} of the recording is unusable: {cause}")]
pub struct RecordingError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub cause: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    t: u64,
    #[serde(default, deserialize_with = "named")]
    igt: Option<Option<u32>>,
    #[serde(default, deserialize_with = "named")]
    deaths: Option<Option<u32>>,
    #[serde(default, deserialize_with = "named")]
    map: Option<Option<String>>,
    pos: Option<[f32; 3]>,
    region: Option<u32>,
    #[serde(default)]
    flags: BTreeMap<u32, Option<bool>>,
    grace: Option<u32>,
}

/// Tells a null from a key that is not there.
fn named<'de, T, D>(from: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(from).map(Some)
}

/// A run played back from its recording.
#[derive(Debug)]
pub struct RecordedRun {
    lines: std::vec::IntoIter<Line>,
    next: Option<Line>,
    igt_ms: Option<u32>,
    deaths: Option<u32>,
    map: Option<MapId>,
    position: [f32; 3],
    play_region: u32,
    flags: BTreeMap<u32, Option<bool>>,
    travel: Option<u32>,
}

impl RecordedRun {
    /// Reads a recording; blank lines are skipped.
    ///
    /// # Errors
    /// When a line is no JSON object of the described form, names no map, or is out of order.
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let mut lines: Vec<Line> = Vec::new();
        for (at, text) in text
            .lines()
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty())
        {
            let error = |cause: String| RecordingError {
                line: at + 1,
                cause,
            };
            let line: Line = serde_json::from_str(text).map_err(|e| error(e.to_string()))?;
            if let Some(Some(map)) = &line.map {
                map.parse::<MapId>().map_err(|e| error(e.to_string()))?;
            }
            if lines.last().is_some_and(|last| last.t > line.t) {
                return Err(error("the time goes backwards".into()));
            }
            lines.push(line);
        }
        let mut lines = lines.into_iter();
        Ok(Self {
            next: lines.next(),
            lines,
            igt_ms: None,
            deaths: None,
            map: None,
            position: [0.0; 3],
            play_region: 0,
            flags: BTreeMap::new(),
            travel: None,
        })
    }

    fn apply(&mut self, line: Line) {
        if let Some(igt_ms) = line.igt {
            self.igt_ms = igt_ms;
        }
        if let Some(deaths) = line.deaths {
            self.deaths = deaths;
        }
        if let Some(map) = line.map {
            self.map = map.and_then(|map| map.parse().ok());
        }
        self.position = line.pos.unwrap_or(self.position);
        self.play_region = line.region.unwrap_or(self.play_region);
        self.flags.extend(line.flags);
        self.travel = line.grace.or(self.travel);
    }
}

fn reading<T>(value: Option<T>) -> Reading<T> {
    value.map_or(Reading::NotYet, Reading::Present)
}

impl GameReader for RecordedRun {
    fn snapshot(&mut self, now: Duration, flags: &[u32]) -> Snapshot {
        while let Some(line) = self
            .next
            .take_if(|line| u128::from(line.t) <= now.as_millis())
        {
            self.apply(line);
            self.next = self.lines.next();
        }
        let place = self.map.map(|map| Place {
            map,
            position: self.position,
            play_region: self.play_region,
        });
        let flag = |flag: &u32| FlagReading {
            flag: *flag,
            set: reading(self.flags.get(flag).copied().unwrap_or(Some(false))),
        };
        Snapshot {
            igt_ms: reading(self.igt_ms),
            deaths: reading(self.deaths),
            place: reading(place),
            flags: flags.iter().map(flag).collect(),
            travel: self.travel.take(),
        }
    }

    fn clear_flag(&mut self, flag: u32) {
        self.flags.insert(flag, Some(false));
    }
}
