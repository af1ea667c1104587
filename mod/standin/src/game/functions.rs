//! Functions of the game that are found by their bytes.
//!
//! They begin as in the game, then hand over to a handler, then end as the beginning demands.
#![expect(unsafe_code, reason = "these functions are machine code")]

use std::arch::global_asm;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::memory::{get, put};

/// Items that were given: id and quantity.
static GIVEN: Mutex<Vec<(u32, u32)>> = Mutex::new(Vec::new());

/// Items that were given so far.
pub(super) fn given() -> MutexGuard<'static, Vec<(u32, u32)>> {
    GIVEN.lock().unwrap_or_else(PoisonError::into_inner)
}

global_asm!(
    ".p2align 4",
    ".globl give_item",
    "give_item:",
    ".byte 0x40, 0x55, 0x56, 0x57, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57",
    ".byte 0x48, 0x8d, 0xac, 0x24, 0x70, 0xff, 0xff, 0xff",
    ".byte 0x48, 0x81, 0xec, 0x90, 0x01, 0x00, 0x00",
    ".byte 0x48, 0xc7, 0x45, 0xc8, 0xfe, 0xff, 0xff, 0xff",
    ".byte 0x48, 0x89, 0x9c, 0x24, 0xd8, 0x01, 0x00, 0x00",
    "call {handler}",
    "mov rbx, qword ptr [rsp + 0x1d8]",
    "add rsp, 0x190",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rdi",
    "pop rsi",
    "pop rbp",
    "ret",
    handler = sym on_give,
);

// Whoever looks for it looks for the end of the function before.
global_asm!(
    ".p2align 4",
    "before_travel:",
    "ret",
    ".byte 0xcc",
    ".globl travel",
    "travel:",
    ".byte 0x48, 0x89, 0x5c, 0x24, 0x10",
    ".byte 0x57, 0x48, 0x83, 0xec, 0x20, 0x48, 0x8b, 0xfa",
    ".byte 0x44, 0x89, 0x41, 0x1c", // mov [rcx+1Ch], r8d
    "mov ecx, r8d",
    "call {handler}",
    "mov rbx, qword ptr [rsp + 0x38]",
    "add rsp, 0x20",
    "pop rdi",
    "ret",
    handler = sym on_travel,
);

global_asm!(
    ".p2align 4",
    ".globl game_data_getter",
    "game_data_getter:",
    "mov rax, qword ptr [rip + __ImageBase + 0x3d5df38]",
    "test rax, rax",
    ".byte 0x74, 0x05",
    "mov rax, qword ptr [rax + 0x58]",
    "ret",
    "ret",
);

unsafe extern "C" {
    safe fn give_item(manager: usize, request: usize, filled_in: usize, zero: u32);
    safe fn travel(script: usize, proxy: usize, grace: u32);
    safe fn game_data_getter() -> usize;
}

extern "C" fn on_give(_manager: usize, request: usize, filled_in: usize, _zero: u32) {
    put(filled_in, 0_u32);
    given().push((get(request + 4), get(request + 8)));
}

extern "C" fn on_travel(grace: u32) {
    println!("travel to {grace}");
}

/// Travels to a grace, as the game does from its map.
pub(super) fn travel_to(script: usize, proxy: usize, grace: u32) {
    travel(script, proxy, grace.wrapping_sub(1000));
}

/// Refers to all functions, so that the linker keeps them.
pub(super) fn keep_all() {
    let addresses = [give_item as *const (), game_data_getter as *const ()];
    std::hint::black_box(addresses);
}
