//! Work that is nobody's request, one small repeatable job per file.

mod scan_pools;

pub(crate) use scan_pools::{scan_one_pool, scan_pools};
