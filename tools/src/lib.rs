//! Programs that an operator of a race server runs.
//!
//! Never part of the server itself; the server's tests use the sample seeds made here.

pub mod pool;
pub mod race_sim;
pub mod sample;
