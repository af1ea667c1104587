//! Work that is nobody's request, one small repeatable job per file.

mod watch_pools;
mod watch_streams;

pub(crate) use self::{watch_pools::watch_pools, watch_streams::watch_streams};
