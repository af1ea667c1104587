//! What the overlay says and how that looks.

mod allocations;
mod pictures;
mod raster;
mod scenes;
mod view;
