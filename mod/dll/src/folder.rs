//! Where the mod lies.

use std::ffi::OsString;
use std::os::windows::ffi::OsStringExt;
use std::path::PathBuf;

use windows::Win32::Foundation::HMODULE;
use windows::Win32::System::LibraryLoader::GetModuleFileNameW;

/// Longest path of Windows in characters.
const LONGEST: usize = 32_768;

/// The folder of a loaded library; none when Windows does not tell.
pub(crate) fn of_module(module: usize) -> Option<PathBuf> {
    let mut path = vec![0_u16; 260];
    loop {
        let handle = HMODULE(module as *mut _);
        #[expect(unsafe_code, reason = "the buffer is as long as its slice says")]
        let length = unsafe { GetModuleFileNameW(Some(handle), &mut path) } as usize;
        if length == 0 || path.len() > LONGEST {
            return None;
        }
        // A path that does not fit is cut off, and fills the buffer.
        if length < path.len() {
            let path = PathBuf::from(OsString::from_wide(&path[..length]));
            return path.parent().map(Into::into);
        }
        path.resize(path.len() * 2, 0);
    }
}
