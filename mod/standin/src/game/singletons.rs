//! Objects that are found by name.
//!
//! The game checks each before use and reports its name when it is missing. Whoever looks for an
//! object searches the code for that check, which leads to the name and the pointer.
#![expect(
    unsafe_code,
    reason = "what others search for is machine code and its pointers"
)]

use std::arch::global_asm;
use std::cell::UnsafeCell;

/// The pointer to an object.
#[repr(transparent)]
struct Slot(UnsafeCell<usize>);

unsafe impl Sync for Slot {}

extern "C" fn report_missing() {
    println!("an object is missing");
}

macro_rules! singletons {
    ($($slot:ident, $check:ident, $name:literal;)*) => {
        $(
            // Must not lie with the zeroes, where nobody looks for pointers.
            #[used]
            #[unsafe(link_section = ".data")]
            static $slot: Slot = Slot(UnsafeCell::new(0));
            global_asm!(
                ".p2align 4",
                concat!(".globl ", stringify!($check)),
                concat!(stringify!($check), ":"),
                "sub rsp, 40",
                "mov rax, qword ptr [rip + {slot}]",
                "test rax, rax",
                "jne 2f",
                "lea r9, [rip + 3f]",
                "lea r8, [rip + 3f]",
                "mov edx, 105",
                "lea rcx, [rip + 3f]",
                "call {report}",
                "2:",
                "add rsp, 40",
                "ret",
                "3:",
                concat!(".asciz \"", $name, "\""),
                slot = sym $slot,
                report = sym report_missing,
            );
            unsafe extern "C" {
                safe fn $check();
            }
        )*

        /// Address of the pointer to the object of this name.
        pub(super) fn slot(name: &str) -> usize {
            match name {
                $($name => $slot.0.get() as usize,)*
                _ => panic!("no object {name}"),
            }
        }

        /// Calls every check, so that the linker keeps them.
        pub(super) fn check_all() {
            $($check();)*
        }
    };
}

singletons! {
    EVENT_FLAGS, check_event_flags, "CSEventFlagMan";
    WORLD, check_world, "WorldChrMan";
    MENU, check_menu, "CSMenuMan";
    TRAVELS, check_travels, "CSLuaEventMan";
    ITEMS, check_items, "MapItemMan";
    TASKS, check_tasks, "CSTask";
}
