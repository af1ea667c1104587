//! Gives the stand-in the version resource and the fixed place in memory of the real game.

use std::env;
use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=version.rc");
    let is_mingw = env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("windows")
        && env::var("CARGO_CFG_TARGET_ENV").as_deref() == Ok("gnu");
    if !is_mingw {
        return;
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let resource = folder.join("version.o");
    let made = Command::new("x86_64-w64-mingw32-windres")
        .args(["-c", "65001", "version.rc", "-O", "coff", "-o"])
        .arg(&resource)
        .status()
        .expect("windres comes with binutils-mingw-w64-x86-64");
    assert!(made.success(), "windres failed");
    for argument in [
        &resource.display().to_string(),
        "-Wl,--image-base,0x140000000",
        "-Wl,--disable-dynamicbase",
    ] {
        println!("cargo:rustc-link-arg-bins={argument}");
    }
}
