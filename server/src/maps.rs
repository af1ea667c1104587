//! Whole maps, each at an address that names its content, so that browsers fetch it once and keep it.
//!
//! Who may have one is not decided here.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use speedfog_race::{
    RaceId, SeedId,
    graph::{MapAccess, SeedGraph},
};

use crate::i18n::Locale;

/// Maps that are kept; a busy evening has a handful of seeds and languages.
const KEPT: usize = 8;

/// A whole map in one language. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct WholeMap {
    /// The graph as JSON.
    pub(crate) json: Bytes,
    /// Its digest in letters and digits, the same for the same content only.
    pub(crate) digest: Arc<str>,
}

type Key = (SeedId, Locale);

/// The last maps that were asked for, most recent first. Cheap to clone.
#[derive(Debug, Default, Clone)]
pub(crate) struct Maps(Arc<Mutex<VecDeque<(Key, WholeMap)>>>);

impl Maps {
    /// The whole map of a seed in a language.
    pub(crate) fn whole(&self, seed: SeedId, graph: &SeedGraph, locale: &Locale) -> WholeMap {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = {
            let mut maps = held();
            let known = |((known, language), _): &(Key, _)| *known == seed && language == locale;
            let at = maps.iter().position(known);
            at.and_then(|at| maps.remove(at)).map(|entry| {
                maps.push_front(entry.clone());
                entry.1
            })
        };
        if let Some(map) = known {
            return map;
        }
        // Two may make the same map at once, which costs a moment and nothing else.
        let json = locale.graph(seed, graph, MapAccess::Full, &[]);
        let map = WholeMap {
            digest: hex::encode(&Sha256::digest(json.as_bytes())[..16]).into(),
            json: Bytes::copy_from_slice(json.as_bytes()),
        };
        let mut maps = held();
        maps.push_front(((seed, locale.clone()), map.clone()));
        maps.truncate(KEPT);
        map
    }
}

/// Where the map of a race is to be had in a language.
pub(crate) fn address(race: RaceId, map: &WholeMap, locale: &Locale) -> String {
    let (race, digest, code) = (uuid::Uuid::from(race), &map.digest, locale.code());
    format!("/api/races/{race}/graph/{digest}?locale={code}")
}
