//! Objects as the game has them: blocks of zeroes with a few values in them.

use std::alloc::{Layout, alloc_zeroed};

/// A block of zeroes that is never freed; its address.
pub(super) fn block(size: usize) -> usize {
    let layout = Layout::from_size_align(size, 16).expect("small sizes are fine");
    #[expect(unsafe_code, reason = "no block here is empty")]
    let address = unsafe { alloc_zeroed(layout) } as usize;
    assert!(address != 0, "there is memory left");
    address
}

/// Writes a value into an object of the stand-in.
pub(super) fn put<T>(address: usize, value: T) {
    #[expect(
        unsafe_code,
        reason = "callers write within blocks and slots of their own"
    )]
    unsafe {
        (address as *mut T).write_unaligned(value);
    }
}

/// Reads a value from an object of the stand-in.
pub(super) fn get<T: Copy>(address: usize) -> T {
    #[expect(
        unsafe_code,
        reason = "callers read plain numbers from blocks of their own"
    )]
    unsafe {
        (address as *const T).read_unaligned()
    }
}
