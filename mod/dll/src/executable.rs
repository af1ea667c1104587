//! What the running program says of itself.

use pelite::pe64::{Pe, PeObject, PeView};
use speedfog_race_mod::game::live::Executable;
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::core::PCWSTR;

/// The image of the running program, as Windows has loaded it.
pub(crate) fn image() -> PeView<'static> {
    #[expect(unsafe_code, reason = "the program stays loaded as long as it runs")]
    unsafe {
        let module = GetModuleHandleW(PCWSTR::null()).expect("a program has a first module");
        PeView::module(module.0 as *const u8)
    }
}

/// Address at which the program begins.
pub(crate) fn base() -> u64 {
    image().image().as_ptr() as u64
}

/// Reads the version resource; none when there is none.
pub(crate) fn describe() -> Option<Executable> {
    let image = image();
    let info = image.resources().ok()?.version_info().ok()?;
    let version = info.fixed()?.dwProductVersion;
    let language = *info.translation().first()?;
    let mut product = String::new();
    info.strings(language, |key, value| {
        if key == "ProductName" {
            product = value.to_owned();
        }
    });
    let version = [version.Major, version.Minor, version.Patch, version.Build];
    Some(Executable::new(&product, language.lang_id, version))
}
