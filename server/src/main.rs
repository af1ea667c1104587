//! Placeholder until the first real module lands.
fn main() {}
