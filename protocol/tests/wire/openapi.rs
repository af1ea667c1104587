//! Generated schemas: web clients rely on every field of an answer being there.

use speedfog_protocol::{rest, ws};
use utoipa::{PartialSchema, ToSchema};

fn check<T: ToSchema + PartialSchema>() {
    check_but::<T>(&[]);
}

/// The same for all fields but these, which are not for everybody.
fn check_but<T: ToSchema + PartialSchema>(optional: &[&str]) {
    let schema = serde_json::to_value(T::schema()).expect("schemas have this member");
    let fields = schema["properties"]
        .as_object()
        .expect("schemas have this member");
    let required = schema["required"]
        .as_array()
        .expect("schemas have this member");
    for field in fields.keys() {
        assert_ne!(
            required.iter().any(|name| name == field.as_str()),
            optional.contains(&field.as_str()),
            "{} in {}",
            field,
            T::name()
        );
    }
}

#[test]
fn fields_of_answers_are_always_present() {
    check::<rest::User>();
    check::<rest::Me>();
    check::<rest::LocaleName>();
    check::<rest::ChosenLocale>();
    check::<rest::OverlaySettings>();
    check::<rest::SignedIn>();
    check::<rest::Race>();
    check::<rest::RaceDetail>();
    check::<rest::RaceList>();
    check::<rest::Participant>();
    check::<rest::ParticipantPreview>();
    check::<rest::AddedParticipant>();
    check::<rest::Invite>();
    check::<rest::PendingInvite>();
    check::<rest::Caster>();
    check::<rest::TrainingSession>();
    check::<rest::Ghost>();
    check::<rest::PoolSummary>();
    check::<rest::PoolConfig>();
    check::<rest::Health>();
    check::<rest::AuditItem>();
    check::<rest::AuditLog>();
    check::<rest::Suspicion>();
    check::<rest::Suspicions>();
    check::<ws::Lobby>();
    check::<ws::LobbyInvite>();
    check::<ws::Readiness>();
    check::<ws::ParticipantInfo>();
    check::<ws::RaceInfo>();
    check::<ws::SeedInfo>();
    check::<ws::SpawnItem>();
    check_but::<ws::RaceState>(&["ticks"]);
    check_but::<ws::AuthOk>(&["ticks"]);
    check::<ws::TickStart>();
    check::<ws::ZoneUpdate>();
    check::<ws::ZoneExit>();
    check::<ws::Countdown>();
}
