//! Gives the player items with the game's own function.

use std::mem::forget;
use std::sync::mpsc::{self, Sender};

use eldenring::cs::{CSTaskGroupIndex, CSTaskImp};
use eldenring::fd4::FD4TaskData;
use fromsoftware_shared::{FromStatic, SharedTaskImpExt};
use pelite::pattern;
use speedfog_race_mod::game::live::Version;

use crate::guard;
use crate::pattern::{self as code, PatternError};

/// The game's function: item manager, request, a number it fills in, 0.
type Give = unsafe extern "system" fn(u64, *const Request, *mut u32, u32);

/// What the function is to give.
#[repr(C)]
struct Request {
    count: u32,
    item: u32,
    quantity: u32,
    durability: i32,
    ash_of_war: i32,
}

/// One piece for the item manager at this address.
#[derive(Clone, Copy, Debug)]
struct Gift {
    manager: u64,
    item: u32,
}

/// Gives items.
#[derive(Debug)]
pub(crate) struct ItemGiver {
    function: u64,
    has_tasks: bool,
    /// Leads to the game's main thread, once there is a way.
    main_thread: Option<Sender<Gift>>,
}

impl ItemGiver {
    /// Finds the function.
    ///
    /// # Errors
    /// When there is no such code, or more than one piece of it.
    ///
    /// # Source
    /// Game 1.04 and later; at 0x560670 in 1.16.0 and 1.16.1.
    pub(crate) fn find(base: u64, version: &Version) -> Result<Self, PatternError> {
        let place = code::find(pattern!(
            "40 55 56 57 41 54 41 55 41 56 41 57 48 8D AC 24 70 FF FF FF 48 81 EC 90 01 00 00 48 C7 45 C8 FE FF FF FF 48 89 9C 24 D8"
        ))?;
        tracing::info!("items are given at {place:#x}");
        Ok(Self {
            function: base + place,
            has_tasks: version.has_tasks,
            main_thread: None,
        })
    }

    /// Gives one piece: on the game's main thread where the mod knows how to get there, else at
    /// once.
    pub(crate) fn give(&mut self, manager: u64, item: u32) {
        let gift = Gift { manager, item };
        if self.has_tasks && self.main_thread.is_none() {
            self.main_thread = guard::run("registering a task", || register(self.function))
                .flatten()
                .or_else(|| {
                    tracing::warn!("items are not given on the game's main thread");
                    self.has_tasks = false;
                    None
                });
        }
        match &self.main_thread {
            // The other end lives in a task of the game's, so for good.
            Some(main_thread) => drop(main_thread.send(gift)),
            None => give_now(self.function, gift),
        }
    }
}

/// Has the game call us at the beginning of every frame.
fn register(function: u64) -> Option<Sender<Gift>> {
    #[expect(unsafe_code, reason = "the object takes new tasks from any thread")]
    let tasks = unsafe { CSTaskImp::instance() }.ok()?;
    let (sender, gifts) = mpsc::channel::<Gift>();
    let task = tasks.run_recurring(
        move |_: &FD4TaskData| {
            guard::run("giving items", || {
                for gift in gifts.try_iter() {
                    give_now(function, gift);
                }
            });
        },
        CSTaskGroupIndex::FrameBegin,
    );
    // The task would end with its handle.
    forget(task);
    Some(sender)
}

fn give_now(function: u64, gift: Gift) {
    let request = Request {
        count: 1,
        item: gift.item,
        quantity: 1,
        durability: -1,
        ash_of_war: -1,
    };
    let mut filled_in = 0;
    #[expect(
        unsafe_code,
        reason = "the function and its arguments are of the known form"
    )]
    unsafe {
        let give: Give = std::mem::transmute(function as usize);
        give(gift.manager, &raw const request, &raw mut filled_in, 0);
    }
}
