//! The overlay in the game: what it says, and how that is drawn.
//!
//! [`View`] is finished text with its tones, built from the tracker; [`Painter`] only places it.
//! Nothing here reads the game, talks to the server or waits.

mod draw;
mod fonts;
mod format;
mod keys;
mod pool;
mod theme;
mod view;

pub use draw::Painter;
pub use fonts::FontFolders;
pub use keys::{Shown, Switches};
pub use pool::Pool;
use theme::Theme;
pub use theme::Tone;
pub use view::{
    Alert, Banner, Board, BoardRow, Exit, FinishCard, Header, Input, Label, Startup, View,
};
