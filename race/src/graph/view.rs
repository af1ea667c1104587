//! Who may see how much of the map.

use crate::status::{ParticipantStatus, RaceStatus};

/// How much of the graph somebody is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapAccess {
    /// The topology alone, under opaque ids.
    Masked,
    /// The topology, with what the viewer has visited, and the ids of what comes next.
    Discovered,
    /// Everything.
    Full,
}

/// What holds for everybody who looks at a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapPolicy {
    /// The host hides nothing from anybody, at any time.
    NothingHidden,
    /// Racers see the whole map once the race runs.
    Open,
    /// Racers see what they have discovered until their run is over.
    FogOfWar,
}

impl MapPolicy {
    /// What holds for a race with or without fog. `open` is the host's wish to hide nothing from
    /// anybody.
    #[must_use]
    pub const fn new(open: bool, fog_of_war: bool) -> Self {
        match (open, fog_of_war) {
            (true, _) => Self::NothingHidden,
            (false, true) => Self::FogOfWar,
            (false, false) => Self::Open,
        }
    }
}

/// Who looks at a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Nobody in particular: anonymous, not in the race, or a caster. Casters count as outsiders,
    /// because anybody may become one, look, stop, and then race.
    Outsider,
    /// A participant, also when they organize the race.
    Participant(ParticipantStatus),
    /// Somebody who organizes the race without taking part, and can never become a participant.
    Organizer,
}

/// Decides how much of the map `viewer` may see; the only place that does.
#[must_use]
pub fn map_access(viewer: Viewer, race: RaceStatus, policy: MapPolicy) -> MapAccess {
    match (viewer, race) {
        _ if policy == MapPolicy::NothingHidden => MapAccess::Full,
        (Viewer::Organizer, _) | (_, RaceStatus::Finished) => MapAccess::Full,
        (Viewer::Outsider | Viewer::Participant(_), RaceStatus::Setup) => MapAccess::Masked,
        (Viewer::Participant(status), RaceStatus::Running)
            if policy == MapPolicy::FogOfWar && !status.is_terminal() =>
        {
            MapAccess::Discovered
        }
        (Viewer::Outsider | Viewer::Participant(_), RaceStatus::Running) => MapAccess::Full,
    }
}
