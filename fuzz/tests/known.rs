//! Inputs that once broke a target, and those the fuzzer starts from.

use std::{fs, path::Path};

use speedfog_fuzz::TARGETS;

#[test]
fn every_known_input_is_taken() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut taken = 0;
    for (name, target) in TARGETS {
        for kind in ["corpus", "found"] {
            // Nothing has been found in some of them.
            let Ok(files) = fs::read_dir(root.join(kind).join(name)) else {
                continue;
            };
            for file in files {
                let path = file.expect("the folder can be read").path();
                println!("{}", path.display());
                target(&fs::read(&path).expect("the file can be read"));
                taken += 1;
            }
        }
    }
    assert!(taken > TARGETS.len(), "the inputs are there");
}
