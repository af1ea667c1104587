//! What every thread has cost so far.

use std::mem::size_of;

use windows::Win32::Foundation::{CloseHandle, FILETIME, HANDLE, HLOCAL, LocalFree};
use windows::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
};
use windows::Win32::System::Threading::{
    GetCurrentProcessId, GetThreadDescription, GetThreadTimes, OpenThread, THREAD_QUERY_INFORMATION,
};

/// The processor time of every thread with a name, in microseconds: `speedfog-net=1500 ...`.
pub(super) fn spent() -> String {
    let spent = ids().into_iter().filter_map(|id| {
        let (name, spent_us) = describe(id)?;
        Some(format!("{name}={spent_us}"))
    });
    spent.collect::<Vec<_>>().join(" ")
}

/// The threads of this process.
fn ids() -> Vec<u32> {
    let mut ids = Vec::new();
    #[expect(unsafe_code, reason = "the usual way through a list of Windows")]
    unsafe {
        let Ok(list) = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0) else {
            return ids;
        };
        let mut entry = THREADENTRY32 {
            dwSize: size_of::<THREADENTRY32>() as u32,
            ..THREADENTRY32::default()
        };
        let own = GetCurrentProcessId();
        let mut next = Thread32First(list, &raw mut entry);
        while next.is_ok() {
            if entry.th32OwnerProcessID == own {
                ids.push(entry.th32ThreadID);
            }
            next = Thread32Next(list, &raw mut entry);
        }
        // There is nothing to do about a failure.
        let _ = CloseHandle(list);
    }
    ids
}

/// Name and processor time of a thread; none when it has no name, or has ended.
fn describe(id: u32) -> Option<(String, u64)> {
    #[expect(
        unsafe_code,
        reason = "the handle lives until the end, and the name is copied"
    )]
    unsafe {
        let thread = OpenThread(THREAD_QUERY_INFORMATION, false, id).ok()?;
        let described = name(thread).zip(time_us(thread));
        // There is nothing to do about a failure.
        let _ = CloseHandle(thread);
        described
    }
}

#[expect(
    unsafe_code,
    reason = "Windows gives a text of its own, which is freed"
)]
unsafe fn name(thread: HANDLE) -> Option<String> {
    unsafe {
        let text = GetThreadDescription(thread).ok()?;
        let name = text.to_string().ok();
        LocalFree(Some(HLOCAL(text.0.cast())));
        name.filter(|name| !name.is_empty())
    }
}

#[expect(unsafe_code, reason = "all four times have their place")]
unsafe fn time_us(thread: HANDLE) -> Option<u64> {
    let [mut begun, mut ended, mut kernel, mut user] = [FILETIME::default(); 4];
    unsafe {
        GetThreadTimes(
            thread,
            &raw mut begun,
            &raw mut ended,
            &raw mut kernel,
            &raw mut user,
        )
        .ok()?;
    }
    let us = |time: FILETIME| {
        ((u64::from(time.dwHighDateTime) << 32) | u64::from(time.dwLowDateTime)) / 10
    };
    Some(us(kernel) + us(user))
}
