//! The process of the game, of which the mod is a part.

use std::ffi::c_void;
use std::ptr::NonNull;

use eldenring::cs::{CSEventFlagMan, CSLuaEventManImp, MapItemMan, WorldChrMan};
use from_singleton::static_of;
use pelite::pattern;
use speedfog_race_mod::game::live::{Object, Process, Travel, Version};
use windows::Win32::System::Diagnostics::Debug::{ReadProcessMemory, WriteProcessMemory};
use windows::Win32::System::Threading::GetCurrentProcess;

use crate::items::ItemGiver;
use crate::travel::TravelHook;
use crate::{executable, pattern as code};

/// The process of the game.
#[derive(Debug)]
pub(crate) struct GameProcess {
    base: u64,
    game_data_slot: u64,
    game_slot: u64,
    travel: Option<TravelHook>,
    items: Option<ItemGiver>,
}

impl GameProcess {
    /// This process, which must be the game in this version. Installs the hook for fast travels.
    pub(crate) fn new(version: &Version) -> Self {
        let base = executable::base();
        let travel = TravelHook::install(base)
            .inspect_err(|error| tracing::warn!(%error, "fast travels are not noticed"));
        let items = ItemGiver::find(base, version)
            .inspect_err(|error| tracing::warn!(%error, "items cannot be given"));
        Self {
            base,
            game_data_slot: game_data_slot(base).unwrap_or(version.game_data_slot),
            game_slot: version.game_slot,
            travel: travel.ok(),
            items: items.ok(),
        }
    }

    /// What somebody who looks for a fault wants to know, line by line.
    pub(crate) fn debug_lines(&self) -> Vec<String> {
        let travels = match &self.travel {
            Some(hook) => format!("travels noticed: {}", hook.calls()),
            None => "travels are not noticed".into(),
        };
        let items = match &self.items {
            Some(_) => "items can be given",
            None => "items cannot be given",
        };
        vec![travels, items.into()]
    }
}

impl Process for GameProcess {
    fn read(&self, address: u64, into: &mut [u8]) -> bool {
        let mut read = 0;
        #[expect(
            unsafe_code,
            reason = "reads any address without harm, into a slice of its own"
        )]
        let outcome = unsafe {
            ReadProcessMemory(
                GetCurrentProcess(),
                address as *const c_void,
                into.as_mut_ptr().cast(),
                into.len(),
                Some(&raw mut read),
            )
        };
        outcome.is_ok() && read == into.len()
    }

    fn write(&mut self, address: u64, byte: u8) -> bool {
        #[expect(
            unsafe_code,
            reason = "callers write bits that belong to the race only"
        )]
        let outcome = unsafe {
            WriteProcessMemory(
                GetCurrentProcess(),
                address as *const c_void,
                (&raw const byte).cast(),
                1,
                None,
            )
        };
        outcome.is_ok()
    }

    fn slot(&mut self, object: Object) -> Option<u64> {
        fn address<T>(slot: Option<NonNull<*mut T>>) -> Option<u64> {
            slot.map(|slot| slot.as_ptr() as u64)
        }
        match object {
            Object::GameData => Some(self.base + self.game_data_slot),
            Object::Game => Some(self.base + self.game_slot),
            Object::World => address(static_of::<WorldChrMan>()),
            Object::EventFlags => address(static_of::<CSEventFlagMan>()),
            Object::Travels => address(static_of::<CSLuaEventManImp>()),
            Object::Items => address(static_of::<MapItemMan>()),
        }
    }

    fn travel(&mut self) -> Travel {
        match &self.travel {
            Some(hook) => Travel::Noticed(hook.take()),
            None => Travel::Unnoticed,
        }
    }

    fn give(&mut self, item: u32) -> bool {
        let Some(manager) = self
            .slot(Object::Items)
            .and_then(|slot| self.read_pointer(slot))
            .filter(|manager| *manager != 0)
        else {
            return false;
        };
        match &mut self.items {
            Some(items) => {
                items.give(manager, item);
                true
            }
            None => false,
        }
    }
}

/// The slot of `GameDataMan` by the code of a function that returns one of its fields, which
/// confirms the table.
///
/// # Source
/// Game 1.02 and later: `mov rax, [slot]; test rax, rax; je +5; mov rax, [rax+58h]; ret; ret`.
fn game_data_slot(base: u64) -> Option<u64> {
    let found = code::find(pattern!(
        "48 8B 05 ? ? ? ? 48 85 C0 74 05 48 8B 40 58 C3 C3"
    ));
    let place = match found {
        Ok(place) => place,
        Err(error) => {
            tracing::info!(%error, "GameDataMan is taken from the table");
            return None;
        }
    };
    #[expect(unsafe_code, reason = "the match is 18 bytes of code long")]
    let displacement = unsafe { ((base + place + 3) as *const i32).read_unaligned() };
    let slot = (place + 7).checked_add_signed(displacement.into())?;
    tracing::info!("GameDataMan found by code at {slot:#x}");
    Some(slot)
}
