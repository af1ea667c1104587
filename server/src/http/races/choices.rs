//! Checks of what organizers choose about a race, whether they make it or edit it.

use speedfog_protocol::limits;
use speedfog_seeds::PoolName;

use crate::error::ApiError;

/// A race's name without the blanks around it.
pub(super) fn name(text: &str) -> Result<String, ApiError> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > limits::RACE_NAME_CHARS {
        return Err(ApiError::invalid(format!(
            "name must have 1 to {} characters.",
            limits::RACE_NAME_CHARS
        )));
    }
    Ok(name.into())
}

/// Passes for what can be the name of a pool.
pub(super) fn pool(text: &str) -> Result<(), ApiError> {
    match PoolName::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(ApiError::invalid("pool_name is not the name of a pool.")),
    }
}

/// Passes for a capacity within limits.
pub(super) fn capacity(max: u32) -> Result<(), ApiError> {
    if limits::MAX_PARTICIPANTS.contains(&max) {
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "max_participants must be between {} and {}.",
        limits::MAX_PARTICIPANTS.start(),
        limits::MAX_PARTICIPANTS.end()
    )))
}
