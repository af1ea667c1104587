//! The fuzzer: libFuzzer's own program, on the target that `FUZZ_TARGET` names.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use speedfog_fuzz::{Target, target};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    target(&name).expect("FUZZ_TARGET names a target")
});

fuzz_target!(|data: &[u8]| TARGET(data));
