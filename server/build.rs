//! Lets the release binary take up every file of a freshly built web client.

use std::env;
use std::fs;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // A debug binary reads the files when it runs, so nothing need be rebuilt.
    if env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_some() {
        return;
    }
    let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/build");
    // Cargo takes a watched path that does not exist for one that has changed,
    // and would build the server anew each time. If the folder cannot be made,
    // as in a read-only checkout, that is all that happens.
    let _ = fs::create_dir_all(&build);
    println!("cargo:rerun-if-changed={}", build.display());
}
