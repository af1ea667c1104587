//! Code of others that runs in every frame.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::memory::get;

/// Objects with a function to call.
static TASKS: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn tasks() -> MutexGuard<'static, Vec<usize>> {
    TASKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The game's function that takes a task.
pub(super) extern "C" fn register(_tasks: usize, group: u32, task: usize) {
    println!("task in group {group}");
    tasks().push(task);
}

/// Runs all tasks once.
pub(super) fn run(passed: Duration) {
    // A task may register another.
    let now = tasks().clone();
    for task in now {
        let mut data = [0_u8; 0x40];
        data[8..12].copy_from_slice(&passed.as_secs_f32().to_le_bytes());
        let functions: usize = get(task);
        // The third function of a task is the one to run.
        #[expect(unsafe_code, reason = "the form of tasks in the game")]
        unsafe {
            let execute: extern "C" fn(usize, *const u8) =
                std::mem::transmute(get::<usize>(functions + 16));
            execute(task, data.as_ptr());
        }
    }
}
