//! Finds code of the game by its bytes.

use pelite::pattern::Atom;
use pelite::pe64::Pe;
use thiserror::Error;

use crate::executable;

/// Why a piece of code cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum PatternError {
    /// It is not there.
    #[error("the code was not found")]
    None,
    /// More than one place looks like it.
    #[error("{0} places look like the code")]
    Several(usize),
}

/// The only place in the game's code with these bytes, relative to its beginning.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) fn find(pattern: &[Atom]) -> Result<u64, PatternError> {
    let image = executable::image();
    let mut matches = image.scanner().matches_code(pattern);
    let mut places = Vec::new();
    let mut place = [0; 1];
    while matches.next(&mut place) {
        places.push(place[0]);
    }
    match places[..] {
        [] => Err(PatternError::None),
        [place] => Ok(place.into()),
        _ => Err(PatternError::Several(places.len())),
    }
}
