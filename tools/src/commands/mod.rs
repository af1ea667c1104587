//! One file per group of commands: what the user typed becomes a call of the library.

#[cfg(target_os = "linux")]
pub(crate) mod load;
pub(crate) mod pool;
