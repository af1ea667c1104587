//! Conversions between what is stored and the shapes that clients are sent.

use std::collections::BTreeMap;

use speedfog_protocol::{rest, ws::ZoneVisit};
use speedfog_race as rules;

use crate::{
    store::{CasterRow, InviteRow, Member, Person, SuspicionRow},
    twitch::LiveLogins,
};

/// A person as everybody may see them.
pub(crate) fn user(person: &Person) -> rest::User {
    rest::User {
        id: person.id.into(),
        twitch_username: person.login.clone(),
        twitch_display_name: person.display_name.clone(),
        twitch_avatar_url: person.avatar_url.clone(),
    }
}

/// A person as they see themselves.
pub(crate) fn me(person: &Person) -> rest::Me {
    rest::Me {
        id: person.id.into(),
        twitch_username: person.login.clone(),
        twitch_display_name: person.display_name.clone(),
        twitch_avatar_url: person.avatar_url.clone(),
        role: person.role,
        locale: person.locale.clone(),
        overlay_settings: person.overlay_settings.as_ref().map(numbers),
    }
}

/// The numbers of an object.
pub(crate) fn numbers(settings: &serde_json::Value) -> BTreeMap<String, f64> {
    let entries = settings.as_object().into_iter().flatten();
    entries
        .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)))
        .collect()
}

/// A race status.
pub(crate) fn race_status(status: rules::RaceStatus) -> rest::RaceStatus {
    match status {
        rules::RaceStatus::Setup => rest::RaceStatus::Setup,
        rules::RaceStatus::Running => rest::RaceStatus::Running,
        rules::RaceStatus::Finished => rest::RaceStatus::Finished,
    }
}

/// A participant status.
pub(crate) fn participant_status(status: rules::ParticipantStatus) -> rest::ParticipantStatus {
    match status {
        rules::ParticipantStatus::Registered => rest::ParticipantStatus::Registered,
        rules::ParticipantStatus::Ready => rest::ParticipantStatus::Ready,
        rules::ParticipantStatus::Playing => rest::ParticipantStatus::Playing,
        rules::ParticipantStatus::Finished => rest::ParticipantStatus::Finished,
        rules::ParticipantStatus::Abandoned => rest::ParticipantStatus::Abandoned,
    }
}

/// The status of a solo session.
pub(crate) fn training_status(status: rules::SoloStatus) -> rest::TrainingStatus {
    match status {
        rules::SoloStatus::Active => rest::TrainingStatus::Active,
        rules::SoloStatus::Finished => rest::TrainingStatus::Finished,
        rules::SoloStatus::Abandoned => rest::TrainingStatus::Abandoned,
    }
}

/// Visits as clients are shown them; none before the first.
pub(crate) fn visits(visits: &[rules::Visit]) -> Option<Vec<ZoneVisit>> {
    let visits: Vec<_> = visits
        .iter()
        .map(|visit| ZoneVisit {
            node_id: visit.node.as_str().to_owned(),
            igt_ms: visit.igt_ms,
            deaths: (visit.deaths > 0).then_some(visit.deaths),
        })
        .collect();
    (!visits.is_empty()).then_some(visits)
}

/// A participant of a race.
pub(crate) fn participant(member: &Member) -> rest::Participant {
    let row = &member.row;
    rest::Participant {
        id: row.id.into(),
        user: user(&member.person),
        status: participant_status(row.status),
        current_layer: row.progress.current_layer,
        igt_ms: row.progress.igt_ms,
        death_count: row.progress.death_count,
        color_index: row.color_index,
        held: row.held,
        corrected: row.corrected,
    }
}

/// A participant in the short list of a race.
pub(crate) fn preview(member: &Member, placement: Option<u32>) -> rest::ParticipantPreview {
    let person = &member.person;
    rest::ParticipantPreview {
        id: person.id.into(),
        twitch_username: person.login.clone(),
        twitch_display_name: person.display_name.clone(),
        twitch_avatar_url: person.avatar_url.clone(),
        placement,
    }
}

/// A caster of a race, and whether they stream.
pub(crate) fn caster(row: &CasterRow, live: &LiveLogins) -> rest::Caster {
    rest::Caster {
        id: row.id,
        user: user(&row.person),
        is_live: live.contains(&row.person.login),
        stream_url: live.stream_url(&row.person.login),
    }
}

/// An open invite; its token is for the organizer only.
pub(crate) fn pending_invite(row: &InviteRow, with_token: bool) -> rest::PendingInvite {
    rest::PendingInvite {
        id: row.id,
        twitch_username: row.login.clone(),
        created_at: row.created_at,
        token: with_token.then(|| row.token.clone()),
    }
}

/// A report that does not look like normal play.
pub(crate) fn suspicion(row: SuspicionRow) -> rest::Suspicion {
    use rules::plausibility::SuspicionKind as Kind;
    rest::Suspicion {
        at: row.at,
        participant_id: row.participant.into(),
        kind: match row.suspicion.kind {
            Kind::ClockFast => rest::SuspicionKind::ClockFast,
            Kind::ClockBack => rest::SuspicionKind::ClockBack,
            Kind::NotAdjacent => rest::SuspicionKind::NotAdjacent,
            Kind::FinishEarly => rest::SuspicionKind::FinishEarly,
            Kind::TooFast => rest::SuspicionKind::TooFast,
        },
        detail: row.suspicion.detail,
        igt_ms: row.suspicion.igt_ms,
    }
}
