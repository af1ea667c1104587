//! The text on the wire: a snapshot of every shape, and how odd frames are read.

mod common;
mod decode;
#[cfg(feature = "openapi")]
mod openapi;
mod organizing;
mod rest;
mod rest_accounts;
mod rest_stock;
mod rest_training;
mod ws;
