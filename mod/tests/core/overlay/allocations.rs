//! A frame like the one before takes no memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use speedfog_race_mod::overlay::View;

use super::pictures::with_canvas;
use super::scenes;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// Counts what each thread asks for.
struct Counting;

#[expect(unsafe_code, reason = "an allocator cannot be written without it")]
// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // A thread that is ending allocates without being counted.
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_steady_frame_allocates_nothing() {
    with_canvas("", [1920.0, 1080.0], |canvas| {
        for scene in scenes::all() {
            let stage = scene.stage();
            let mut view = View::default();
            for _ in 0..4 {
                view.update(&stage.input());
                canvas.frame(&view);
            }
            let before = COUNT.get();
            view.update(&stage.input());
            let updated = COUNT.get();
            canvas.frame(&view);
            let taken = (updated - before, COUNT.get() - updated);
            assert_eq!(taken, (0, 0), "{}", scene.name);
        }
    });
}
