//! Notices fast travels, since the place of arrival alone is often ambiguous.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use hudhook::mh::{MH_ApplyQueued, MH_Initialize, MH_STATUS, MhHook};
use pelite::pattern;
use thiserror::Error;

use crate::pattern::{self as code, PatternError};

/// The game's function for a travel: script, event proxy, grace less 1000.
type Travel = unsafe extern "system" fn(u64, u64, u32);

/// From the match to the function, which begins behind the `ret` of another.
const FUNCTION: u64 = 2;
/// The game counts graces from here.
const FIRST_GRACE: u32 = 1000;

/// The function itself, behind the hook.
static ORIGINAL: AtomicUsize = AtomicUsize::new(0);
/// The grace of the last travel; 0 when it has been taken.
static GRACE: AtomicU32 = AtomicU32::new(0);
static CALLS: AtomicU32 = AtomicU32::new(0);

/// Why travels are not noticed.
#[derive(Debug, Error)]
pub(crate) enum TravelError {
    /// The function is not where it is looked for.
    #[error(transparent)]
    Code(#[from] PatternError),
    /// It cannot be hooked.
    #[error("the function cannot be hooked: {0:?}")]
    Hook(MH_STATUS),
}

/// The hook, which stays for good.
#[derive(Debug)]
pub(crate) struct TravelHook(());

impl TravelHook {
    /// Hooks the game's function for travels. To be called once.
    ///
    /// # Errors
    /// When it is not found or cannot be hooked.
    ///
    /// # Source
    /// Games 1.16.0 to 1.17.0, where the pattern matches once.
    pub(crate) fn install(base: u64) -> Result<Self, TravelError> {
        let place = code::find(pattern!("C3 ? ? ? ? ? ? 57 48 83 EC ? 48 8B FA 44"))?;
        let function = (base + place + FUNCTION) as *mut c_void;
        #[expect(
            unsafe_code,
            reason = "the pattern is of this function, whose form is known"
        )]
        unsafe {
            // The overlay may have done it already.
            let _ = MH_Initialize();
            let detour: Travel = detour;
            let hook = MhHook::new(function, detour as *mut c_void).map_err(TravelError::Hook)?;
            ORIGINAL.store(hook.trampoline() as usize, Ordering::SeqCst);
            hook.queue_enable().map_err(TravelError::Hook)?;
            MH_ApplyQueued().ok().map_err(TravelError::Hook)?;
        }
        tracing::info!("travels are noticed at {:#x}", place + FUNCTION);
        Ok(Self(()))
    }

    /// The grace of a travel begun since the last call.
    #[expect(
        clippy::unused_self,
        reason = "there is only one hook, and it must be installed"
    )]
    pub(crate) fn take(&self) -> Option<u32> {
        Some(GRACE.swap(0, Ordering::SeqCst)).filter(|grace| *grace != 0)
    }

    /// How many travels were noticed.
    #[expect(
        clippy::unused_self,
        reason = "there is only one hook, and it must be installed"
    )]
    pub(crate) fn calls(&self) -> u32 {
        CALLS.load(Ordering::Relaxed)
    }
}

/// Runs on the game's thread in place of its function: nothing here can fail.
#[expect(
    unsafe_code,
    reason = "called by the game with the arguments of its own function"
)]
unsafe extern "system" fn detour(script: u64, proxy: u64, grace: u32) {
    GRACE.store(grace.wrapping_add(FIRST_GRACE), Ordering::SeqCst);
    CALLS.fetch_add(1, Ordering::Relaxed);
    unsafe {
        let original: Travel = std::mem::transmute(ORIGINAL.load(Ordering::SeqCst));
        original(script, proxy, grace);
    }
}
