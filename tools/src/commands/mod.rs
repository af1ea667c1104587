//! One file per group of commands: what the user typed becomes a call of the library.

pub(crate) mod pool;
