//! The environment as a source of settings: text and nothing but text.
//!
//! Guessing at types here would spoil names and ids that happen to be all digits; each setting knows
//! by itself how it is read.

use figment::{
    Error, Metadata, Profile, Provider,
    value::{Dict, Map},
};

/// The variables with these names, as far as they are set. The settings' keys are the names in lower
/// case.
pub(super) struct Environment(pub(super) &'static [&'static str]);

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment variable").interpolater(|_: &Profile, keys: &[&str]| {
            keys.iter()
                .map(|key| key.to_ascii_uppercase())
                .collect::<Vec<_>>()
                .join(".")
        })
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let set = self.0.iter().filter_map(|name| {
            let value = std::env::var_os(name)?;
            Some((
                name.to_ascii_lowercase(),
                value.to_string_lossy().into_owned().into(),
            ))
        });
        Ok(Profile::Default.collect(set.collect()))
    }
}
