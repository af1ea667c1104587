//! A program as long as the game, so that the game's fixed addresses lie inside it.

use std::cell::UnsafeCell;

use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::System::Memory::{
    PAGE_EXECUTE_READWRITE, PAGE_PROTECTION_FLAGS, VirtualProtect,
};
use windows::core::PCWSTR;

use super::memory::put;

/// A little more than the game's image.
const LENGTH: usize = 0x4A0_0000;

#[repr(C, align(4096))]
struct Filler(UnsafeCell<[u8; LENGTH]>);

#[expect(unsafe_code, reason = "only ever touched by address")]
unsafe impl Sync for Filler {}

/// Takes no room in the file.
#[used]
static FILLER: Filler = Filler(UnsafeCell::new([0; LENGTH]));

/// Address at which the program begins.
pub(super) fn base() -> usize {
    #[expect(unsafe_code, reason = "asks for the program itself")]
    let module = unsafe { GetModuleHandleW(PCWSTR::null()) };
    module.expect("a program has a first module").0 as usize
}

/// The address at this distance from the beginning, which must be free for use.
pub(super) fn address(rva: usize) -> usize {
    let address = base() + rva;
    let filler = FILLER.0.get() as usize;
    assert!(
        (filler..filler + LENGTH - 16).contains(&address),
        "{rva:#x} is not inside the filler"
    );
    address
}

/// Makes a call of the address `rva` go to `target`.
pub(super) fn jump(rva: usize, target: usize) {
    let at = address(rva);
    let mut before = PAGE_PROTECTION_FLAGS::default();
    #[expect(unsafe_code, reason = "the page is part of the filler")]
    unsafe {
        VirtualProtect(at as *const _, 16, PAGE_EXECUTE_READWRITE, &raw mut before)
            .expect("pages of one's own can be made executable");
    }
    // mov rax, target; jmp rax
    put(at, [0x48_u8, 0xb8]);
    put(at + 2, target);
    put(at + 10, [0xff_u8, 0xe0]);
}
