//! Programs that an operator of a race server runs.
//!
//! Never part of the server itself; the server's tests use the sample seeds made here.

#[cfg(target_os = "linux")]
pub mod load;
pub mod pool;
pub mod race_sim;
mod refusal;
pub mod sample;
