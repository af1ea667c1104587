//! The JSON of what organizers and admins ask and see.

use speedfog_protocol::rest::{
    AddCoOrganizer, AuditItem, AuditLog, CorrectResult, HoldResult, Outcome, PatchRace,
    RestoreParticipant, Suspicion, SuspicionKind, Suspicions,
};

use crate::common::{at, check, id, user};

#[test]
fn edits() {
    check(
        "patch_race",
        &PatchRace {
            is_public: Some(false),
            scheduled_at: Some(Some(at(60))),
            name: Some("Monday sprint".into()),
            pool_name: Some("standard".into()),
            max_participants: Some(None),
            open_registration: Some(false),
            fog_of_war: Some(false),
        },
    );
    check(
        "add_co_organizer",
        &AddCoOrganizer {
            twitch_username: "helper".into(),
        },
    );
}

#[test]
fn rulings() {
    let reason = || "The mod was closed too early.".to_owned();
    check(
        "restore_participant",
        &RestoreParticipant { reason: reason() },
    );
    check(
        "hold_result",
        &HoldResult {
            held: true,
            reason: reason(),
        },
    );
    check(
        "correct_result",
        &CorrectResult {
            igt_ms: Some(3_600_000),
            death_count: None,
            status: Some(Outcome::Finished),
            reason: reason(),
        },
    );
}

#[test]
fn audit_log() {
    let entry = AuditItem {
        id: 12,
        at: at(5),
        action: "participant_removed".into(),
        actor: Some(user()),
        race_id: Some(id(3)),
        race_name: Some("Sunday sprint".into()),
        subject: None,
        detail: Some("never came".into()),
    };
    check(
        "audit_log",
        &AuditLog {
            items: vec![entry],
            total: 30,
            has_more: true,
        },
    );
}

#[test]
fn suspicions() {
    use SuspicionKind::{ClockBack, ClockFast, FinishEarly, NotAdjacent, TooFast};
    let suspicions = [ClockFast, ClockBack, NotAdjacent, FinishEarly, TooFast]
        .map(|kind| Suspicion {
            at: at(5),
            participant_id: id(7),
            kind,
            detail: "Two minutes more than have passed.".into(),
            igt_ms: 720_000,
        })
        .into();
    check("suspicions", &Suspicions { suspicions });
}
