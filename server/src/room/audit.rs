//! What organizers did, in the words of the log.

use speedfog_race::{Correction, RaceEdit, UserId};

use super::{input::Action, state::RoomState};
use crate::{clock, store::AuditEntry};

/// The entry for an action that `actor` is about to do; none for what people do for themselves.
pub(super) fn entry(action: &Action, actor: UserId, state: &RoomState) -> Option<AuditEntry> {
    let deed = deed(action, actor, state)?;
    Some(AuditEntry {
        at: clock::now(),
        action: deed.name,
        actor: Some(actor),
        race: Some((state.race.id(), state.race.record().settings.name.clone())),
        subject: deed.subject,
        detail: deed.detail,
    })
}

struct Deed {
    name: &'static str,
    subject: Option<UserId>,
    detail: Option<String>,
}

impl Deed {
    const fn to_the_race(name: &'static str) -> Self {
        Self {
            name,
            subject: None,
            detail: None,
        }
    }

    fn because(name: &'static str, subject: Option<UserId>, detail: String) -> Self {
        Self {
            name,
            subject,
            detail: Some(detail),
        }
    }

    const fn to(name: &'static str, user: UserId) -> Self {
        Self {
            name,
            subject: Some(user),
            detail: None,
        }
    }
}

fn deed(action: &Action, actor: UserId, state: &RoomState) -> Option<Deed> {
    let user_of = |participant| Some(state.race.participant(participant)?.user);
    Some(match action {
        Action::Add(member) => Deed::to("participant_added", member.person.id),
        Action::Remove(participant) => Deed {
            subject: user_of(*participant),
            ..Deed::to_the_race("participant_removed")
        },
        Action::Invite(invite) => Deed::because("invite_created", None, invite.login.clone()),
        Action::RevokeInvite(id) => Deed {
            detail: state
                .around
                .invites
                .iter()
                .find(|invite| invite.id == *id)
                .map(|invite| invite.login.clone()),
            ..Deed::to_the_race("invite_revoked")
        },
        Action::AddCaster(caster) => Deed::to("caster_added", caster.person.id),
        Action::RemoveCaster(user) if *user != actor => Deed::to("caster_removed", *user),
        Action::AddCoOrganizer(person) => Deed::to("co_organizer_added", person.id),
        Action::RemoveCoOrganizer(user) => Deed::to("co_organizer_removed", *user),
        Action::Edit { edit, seed } => {
            let pool = seed.as_ref().map(|(pool, _, _)| pool.as_str());
            Deed::because("race_edited", None, edited(edit, pool))
        }
        Action::ReleaseSeeds => Deed::to_the_race("seeds_released"),
        Action::AssignSeed { .. } => Deed::to_the_race("seed_rerolled"),
        Action::Start {
            countdown_seconds: Some(seconds @ 1..),
        } => Deed::because("countdown_started", None, format!("{seconds} s")),
        Action::Start { .. } => Deed::to_the_race("race_started"),
        Action::CancelCountdown => Deed::to_the_race("countdown_cancelled"),
        Action::Finish => Deed::to_the_race("race_finished"),
        Action::Reset => Deed::to_the_race("race_reset"),
        Action::Delete => Deed::to_the_race("race_deleted"),
        Action::Restore {
            participant,
            reason,
        } => Deed::because(
            "participant_restored",
            user_of(*participant),
            reason.clone(),
        ),
        Action::Hold {
            participant,
            held,
            reason,
        } => {
            let name = if *held {
                "result_held"
            } else {
                "result_confirmed"
            };
            Deed::because(name, user_of(*participant), reason.clone())
        }
        Action::Correct {
            participant,
            correction,
            reason,
        } => {
            let detail = format!("{}: {reason}", corrected(correction));
            Deed::because("result_corrected", user_of(*participant), detail)
        }
        Action::Join(_)
        | Action::Leave(_)
        | Action::AcceptInvite { .. }
        | Action::CastJoin(_)
        | Action::RemoveCaster(_)
        | Action::Abandon(_)
        | Action::PackDownloaded { .. } => return None,
    })
}

/// A list of what changes, such as `name: Monday, fog_of_war: false`.
fn edited(edit: &RaceEdit, pool: Option<&str>) -> String {
    let none = || "none".to_owned();
    let changes = [
        ("name", edit.name.clone()),
        ("pool_name", pool.map(str::to_owned)),
        ("is_public", edit.is_public.map(|on| on.to_string())),
        (
            "scheduled_at",
            edit.scheduled_at
                .map(|at| at.map_or_else(none, |at| at.to_rfc3339())),
        ),
        (
            "open_registration",
            edit.open_registration.map(|on| on.to_string()),
        ),
        (
            "max_participants",
            edit.max_participants
                .map(|max| max.map_or_else(none, |max| max.to_string())),
        ),
        ("fog_of_war", edit.fog_of_war.map(|on| on.to_string())),
    ];
    list(changes)
}

fn corrected(correction: &Correction) -> String {
    let outcome = correction
        .outcome
        .map(speedfog_race::ParticipantStatus::from);
    list([
        ("igt_ms", correction.igt_ms.map(|igt| igt.to_string())),
        (
            "death_count",
            correction.death_count.map(|deaths| deaths.to_string()),
        ),
        ("status", outcome.map(|status| status.to_string())),
    ])
}

fn list<const N: usize>(changes: [(&str, Option<String>); N]) -> String {
    let changes = changes.into_iter();
    let said = changes.filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    said.collect::<Vec<_>>().join(", ")
}
