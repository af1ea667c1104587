//! Snapshots of the running game.

use std::time::Duration;

use super::flag_pages::{self, FlagPages, Page};
use super::process::u32_at;
use super::{Object, Process, Travel, Version};
use crate::game::{FlagReading, GameReader, MapId, Place, Reading, Snapshot};

/// How long an object without a known place may just not be told yet.
const PATIENCE: Duration = Duration::from_secs(60);
/// A flag of every game, to see whether flags can be read at all.
const TEST_FLAG: u32 = 6;

/// The running game.
#[derive(Debug)]
pub struct LiveGame<P> {
    process: P,
    version: &'static Version,
    started: Option<Duration>,
    readable_since: Option<Duration>,
    pages: FlagPages,
    /// The last grace that the game remembered, when travels are not noticed.
    remembered: Option<u32>,
}

impl<P: Process> LiveGame<P> {
    /// The game of a process that is of this version.
    #[must_use]
    pub fn new(process: P, version: &'static Version) -> Self {
        Self {
            process,
            version,
            started: None,
            readable_since: None,
            pages: FlagPages::default(),
            remembered: None,
        }
    }

    /// The process.
    pub fn process(&mut self) -> &mut P {
        &mut self.process
    }

    /// Since when the player has been in the world without a break, by the last snapshot.
    #[must_use]
    pub fn readable_since(&self) -> Option<Duration> {
        self.readable_since
    }

    /// Address of an object.
    pub(super) fn object(&mut self, now: Duration, object: Object) -> Reading<u64> {
        let age = now.saturating_sub(*self.started.get_or_insert(now));
        match self.process.slot(object) {
            None if age < PATIENCE => Reading::NotYet,
            None => Reading::NotFound,
            Some(slot) => match self.process.read_pointer(slot) {
                Some(0) => Reading::NotYet,
                Some(address) => Reading::Present(address),
                None => Reading::NotFound,
            },
        }
    }

    /// Number of the save slot.
    pub(super) fn save_slot(&mut self, now: Duration) -> Option<u32> {
        let game = self.object(now, Object::Game).present()?;
        self.process.read_u32(game + self.version.layout.save_slot)
    }

    /// One event flag.
    pub fn flag(&mut self, now: Duration, flag: u32) -> Reading<bool> {
        self.flags(now, &[flag])
            .first()
            .map_or(Reading::NotYet, |reading| reading.set)
    }

    /// Sets or clears an event flag that belongs to the race: one bit, and nothing else. False
    /// when it cannot be written.
    pub fn write_flag(&mut self, flag: u32, set: bool) -> bool {
        let Some(page) = self.page_now(flag) else {
            return false;
        };
        let (byte, mask) = flag_pages::bit(flag);
        let address = page.address + byte as u64;
        let mut before = [0];
        if !self.process.read(address, &mut before) {
            return false;
        }
        let after = if set {
            before[0] | mask
        } else {
            before[0] & !mask
        };
        after == before[0] || self.process.write(address, after)
    }

    /// The page of a flag at this very moment, whatever was found before.
    fn page_now(&mut self, flag: u32) -> Option<Page> {
        let slot = self.process.slot(Object::EventFlags)?;
        let manager = self
            .process
            .read_pointer(slot)
            .filter(|manager| *manager != 0)?;
        let category = flag_pages::category(flag);
        flag_pages::find(&self.process, &self.version.layout, manager, category).present()
    }

    /// In-game time and deaths.
    fn clock(&mut self, now: Duration) -> (Reading<u32>, Reading<u32>) {
        let layout = &self.version.layout;
        match self.object(now, Object::GameData) {
            Reading::NotYet => (Reading::NotYet, Reading::NotYet),
            Reading::NotFound => (Reading::NotFound, Reading::NotFound),
            Reading::Present(data) => {
                // Both in one read: they are neighbours.
                let mut block = [0; 16];
                let from = layout.deaths.min(layout.igt);
                if !self.process.read(data + from, &mut block) {
                    return (Reading::NotYet, Reading::NotYet);
                }
                let value =
                    |offset: u64| Reading::Present(u32_at(&block, (offset - from) as usize));
                (value(layout.igt), value(layout.deaths))
            }
        }
    }

    fn place(&mut self, now: Duration) -> Reading<Place> {
        let layout = &self.version.layout;
        let world = match self.object(now, Object::World) {
            Reading::NotYet => return Reading::NotYet,
            Reading::NotFound => return Reading::NotFound,
            Reading::Present(world) => world,
        };
        let player = match self.process.read_pointer(world + layout.player) {
            None | Some(0) => return Reading::NotYet,
            Some(player) => player,
        };
        let mut block = [0; 0x30];
        if !self.process.read(player + layout.position, &mut block) {
            return Reading::NotYet;
        }
        let at = |offset: u64| u32_at(&block, (offset - layout.position) as usize);
        Reading::Present(Place {
            map: MapId(at(layout.map).to_be_bytes()),
            position: [0, 4, 8].map(|axis| f32::from_bits(at(layout.position + axis))),
            play_region: at(layout.play_region),
        })
    }

    /// Readings of `flags`, one read per page for neighbours of a category.
    fn flags(&mut self, now: Duration, flags: &[u32]) -> Vec<FlagReading> {
        let manager = self.object(now, Object::EventFlags);
        let mut page = None;
        let reading = |flag: &u32| {
            let category = flag_pages::category(*flag);
            let bits = match page {
                Some((of, bits)) if of == category => bits,
                _ => {
                    let bits = self.page_bits(now, manager, category);
                    page = Some((category, bits));
                    bits
                }
            };
            let (byte, mask) = flag_pages::bit(*flag);
            FlagReading {
                flag: *flag,
                set: bits.map(|bits| bits[byte] & mask != 0),
            }
        };
        flags.iter().map(reading).collect()
    }

    fn page_bits(
        &mut self,
        now: Duration,
        manager: Reading<u64>,
        category: u32,
    ) -> Reading<[u8; 125]> {
        let layout = &self.version.layout;
        let page = manager.and_then(|manager| {
            self.pages
                .page(now, &self.process, layout, manager, category)
        });
        page.and_then(|page| match flag_pages::bits(&self.process, page) {
            Some(bits) => Reading::Present(bits),
            None => Reading::NotYet,
        })
    }

    fn travel(&mut self, now: Duration) -> Option<u32> {
        match self.process.travel() {
            Travel::Noticed(grace) => grace,
            Travel::Unnoticed => self.remembered_travel(now),
        }
    }

    /// A grace that the game did not remember before: somebody has travelled there.
    fn remembered_travel(&mut self, now: Duration) -> Option<u32> {
        let travels = self.object(now, Object::Travels).present()?;
        let layout = &self.version.layout;
        let script = self
            .process
            .read_pointer(travels + layout.travel_script)
            .filter(|script| *script != 0)?;
        let number = self.process.read_u32(script + layout.travel_grace)?;
        let before = self.remembered.replace(number);
        (before.is_some() && before != Some(number)).then(|| number.wrapping_add(1000))
    }

    /// What somebody who looks for a fault wants to know, line by line.
    pub fn debug_lines(&mut self, now: Duration) -> Vec<String> {
        let manager = self.object(now, Object::EventFlags);
        let test = self.flag(now, TEST_FLAG);
        let mut lines = vec![
            format!("game {}", self.version.name),
            match manager.present() {
                Some(address) => format!("flags at {address:#x}, flag {TEST_FLAG} {test:?}"),
                None => format!("flags {manager:?}"),
            },
        ];
        lines.extend(
            self.pages
                .known()
                .map(|(category, page)| match page.present() {
                    Some(page) => format!(
                        "category {category}: kind {}, page {:#x}",
                        page.kind, page.address
                    ),
                    None => format!("category {category}: {page:?}"),
                }),
        );
        lines
    }
}

impl<P: Process> GameReader for LiveGame<P> {
    fn snapshot(&mut self, now: Duration, flags: &[u32]) -> Snapshot {
        let (igt_ms, deaths) = self.clock(now);
        let mut snapshot = Snapshot {
            igt_ms,
            deaths,
            place: self.place(now),
            flags: Vec::new(),
            travel: self.travel(now),
        };
        let readable = snapshot.readable().is_some();
        if readable && self.readable_since.is_none() {
            // A loading screen has ended, in which pages may have moved.
            self.pages.forget();
        }
        self.readable_since = readable.then(|| self.readable_since.unwrap_or(now));
        snapshot.flags = self.flags(now, flags);
        snapshot
    }

    fn clear_flag(&mut self, flag: u32) {
        if !self.write_flag(flag, false) {
            tracing::warn!(flag, "the flag could not be cleared");
        }
    }
}
