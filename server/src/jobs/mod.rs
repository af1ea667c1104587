//! Work that is nobody's request, one small repeatable job per file.

mod scan_pools;
mod watch_streams;

pub(crate) use self::{
    scan_pools::{scan_one_pool, scan_pools},
    watch_streams::watch_streams,
};
