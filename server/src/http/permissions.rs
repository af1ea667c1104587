//! Who may do what, and in which status of a race: one row for every route.
//!
//! The table is all there is to know about permissions up to the point where a rule needs more than
//! the caller's role and the race. [`super::authorize`] and [`super::extract::Caller`] carry it out.

use anyhow::bail;
use axum::http::Method;
use speedfog_race::{RaceStatus, Refusal};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Everybody. Nobody is asked who they are.
    Anybody,
    /// Everybody; the answer may depend on who is signed in.
    AnybodyKnown,
    /// Whoever is signed in.
    SignedIn,
    /// Users that may create races.
    OrganizerRole,
    /// The organizer of the race in the address, and who helps. Admins get no bypass.
    RaceOrganizer,
    /// Whoever plays the solo session in the address.
    SessionOwner,
    /// The organizer of the race in the address alone.
    RaceOwner,
    /// The organizer of the race in the address, who helps, and admins.
    RaceOrganizerOrAdmin,
    /// Admins.
    Admin,
}

/// When a route can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// At any time, or the rules alone decide.
    Always,
    /// While the race in the address has one of these statuses; else the refusal is the answer.
    Status(&'static [RaceStatus], Refusal),
    /// Once the seed packs of the race in the address are released.
    Released,
    /// While the solo session in the address is being played.
    Active,
}

/// One row of the table.
#[derive(Debug)]
pub(crate) struct Permission {
    /// Method of the request; GET covers HEAD.
    pub(crate) method: Method,
    /// Path as the router knows it.
    pub(crate) path: &'static str,
    /// Who may.
    pub(crate) who: Who,
    /// When they may.
    pub(crate) when: When,
}

const SETUP: When = When::Status(&[RaceStatus::Setup], Refusal::NotInSetup);
const STARTABLE: When = When::Status(&[RaceStatus::Setup], Refusal::AlreadyStarted);
const RUNNING: When = When::Status(&[RaceStatus::Running], Refusal::NotRunning);
const STARTED: When = When::Status(
    &[RaceStatus::Running, RaceStatus::Finished],
    Refusal::NotStarted,
);
const UNFINISHED: When = When::Status(
    &[RaceStatus::Setup, RaceStatus::Running],
    Refusal::RaceFinished,
);

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;

const fn row(method: Method, path: &'static str, who: Who, when: When) -> Permission {
    Permission {
        method,
        path,
        who,
        when,
    }
}

use When::{Active, Always, Released};
use Who::{
    Admin, Anybody, AnybodyKnown, OrganizerRole, RaceOrganizer, RaceOrganizerOrAdmin, RaceOwner,
    SessionOwner, SignedIn,
};

#[rustfmt::skip]
static TABLE: &[Permission] = &[
    row(GET, "/health", Anybody, Always),
    row(GET, "/ready", Anybody, Always),
    // Mods say who they are in their first message, spectators there or by cookie.
    row(GET, "/ws/mod/{race_id}", Anybody, Always),
    row(GET, "/ws/race/{race_id}", AnybodyKnown, Always),
    row(GET, "/ws/training/{session_id}", Anybody, Always),
    row(GET, "/ws/training/{session_id}/spectate", AnybodyKnown, Always),

    row(GET, "/api/auth/twitch", Anybody, Always),
    row(GET, "/api/auth/callback", Anybody, Always),
    row(POST, "/api/auth/exchange", Anybody, Always),
    row(POST, "/api/auth/dev", Anybody, Always),
    row(GET, "/api/auth/me", SignedIn, Always),
    row(POST, "/api/auth/logout", SignedIn, Always),
    row(GET, "/api/auth/sessions", SignedIn, Always),
    row(DELETE, "/api/auth/sessions/{id}", SignedIn, Always),

    row(GET, "/api/i18n/locales", Anybody, Always),
    row(GET, "/api/pools", AnybodyKnown, Always),

    row(GET, "/api/users/search", SignedIn, Always),
    row(GET, "/api/users/me", SignedIn, Always),
    row(GET, "/api/users/me/races", SignedIn, Always),
    row(GET, "/api/users/me/export", SignedIn, Always),
    // Not while one races, or organizes a race that is not over.
    row(DELETE, "/api/users/me", SignedIn, Always),
    row(PATCH, "/api/users/me/locale", SignedIn, Always),
    row(PATCH, "/api/users/me/settings", SignedIn, Always),
    row(GET, "/api/users/{username}", Anybody, Always),
    row(GET, "/api/users/{username}/activity", Anybody, Always),
    row(GET, "/api/users/{username}/pool-stats", Anybody, Always),
    // Programs that subscribe to calendars cannot sign in.
    row(GET, "/api/users/{username}/calendar.ics", Anybody, Always),

    row(GET, "/api/races", Anybody, Always),
    row(POST, "/api/races", OrganizerRole, Always),
    row(GET, "/api/races/calendar.ics", Anybody, Always),
    row(GET, "/api/races/{race_id}/calendar.ics", Anybody, Always),
    row(GET, "/api/races/{race_id}", AnybodyKnown, Always),
    // The rules of the map decide.
    row(GET, "/api/races/{race_id}/graph/{digest}", AnybodyKnown, Always),
    // Visibility can change at any time, the rest has a rule of its own.
    row(PATCH, "/api/races/{race_id}", RaceOrganizer, Always),
    row(DELETE, "/api/races/{race_id}", RaceOwner, Always),
    row(GET, "/api/races/{race_id}/audit", RaceOrganizerOrAdmin, Always),
    row(GET, "/api/races/{race_id}/suspicions", RaceOrganizerOrAdmin, Always),
    row(POST, "/api/races/{race_id}/co-organizers", RaceOwner, Always),
    row(DELETE, "/api/races/{race_id}/co-organizers/{user_id}", RaceOwner, Always),
    // Whether there is something to rule on is for the rules to say.
    row(POST, "/api/races/{race_id}/participants/{participant_id}/restore", RaceOrganizer, Always),
    row(POST, "/api/races/{race_id}/participants/{participant_id}/hold", RaceOrganizer, Always),
    row(POST, "/api/races/{race_id}/participants/{participant_id}/correct", RaceOrganizer, Always),
    row(POST, "/api/races/{race_id}/participants", RaceOrganizer, SETUP),
    row(DELETE, "/api/races/{race_id}/participants/{participant_id}", RaceOrganizer, SETUP),
    row(DELETE, "/api/races/{race_id}/invites/{invite_id}", RaceOrganizer, SETUP),
    row(POST, "/api/races/{race_id}/casters", RaceOrganizer, Always),
    row(DELETE, "/api/races/{race_id}/casters/{caster_id}", RaceOrganizer, Always),
    row(POST, "/api/races/{race_id}/release-seeds", RaceOrganizer, SETUP),
    row(POST, "/api/races/{race_id}/reroll-seed", RaceOrganizer, SETUP),
    row(POST, "/api/races/{race_id}/start", RaceOrganizer, STARTABLE),
    row(POST, "/api/races/{race_id}/cancel-countdown", RaceOrganizer, Always),
    row(POST, "/api/races/{race_id}/finish", RaceOrganizer, RUNNING),
    row(POST, "/api/races/{race_id}/reset", RaceOrganizer, STARTED),
    row(POST, "/api/races/{race_id}/join", SignedIn, SETUP),
    row(POST, "/api/races/{race_id}/leave", SignedIn, SETUP),
    row(POST, "/api/races/{race_id}/cast-join", SignedIn, UNFINISHED),
    row(POST, "/api/races/{race_id}/cast-leave", SignedIn, Always),
    // Whether one takes part is asked before whether the race runs.
    row(POST, "/api/races/{race_id}/abandon", SignedIn, Always),
    row(GET, "/api/races/{race_id}/my-seed-pack", SignedIn, Released),
    row(GET, "/api/races/{race_id}/download/{mod_token}", SignedIn, Released),

    row(GET, "/api/training", SignedIn, Always),
    row(POST, "/api/training", SignedIn, Always),
    row(GET, "/api/training/{session_id}", Anybody, Always),
    row(POST, "/api/training/{session_id}/abandon", SessionOwner, Active),
    row(GET, "/api/training/{session_id}/pack", SessionOwner, Active),
    row(GET, "/api/training/{session_id}/ghosts", Anybody, Always),

    row(GET, "/api/invite/{token}", Anybody, Always),
    // The invite decides for whom it is, and leads to the race.
    row(POST, "/api/invite/{token}/accept", SignedIn, Always),

    row(POST, "/api/admin/seeds/scan", Admin, Always),
    row(GET, "/api/admin/seeds/stats", Admin, Always),
    row(POST, "/api/admin/seeds/discard", Admin, Always),
    row(GET, "/api/admin/pools", Admin, Always),
    row(POST, "/api/admin/pools/{pool_name}/seeds", Admin, Always),
    row(GET, "/api/admin/users", Admin, Always),
    row(PATCH, "/api/admin/users/{user_id}", Admin, Always),
    row(GET, "/api/admin/activity", Admin, Always),
    row(GET, "/api/admin/audit", Admin, Always),

    // Discord signs what it sends.
    row(POST, "/api/discord/interactions", Anybody, Always),
    row(POST, "/api/discord/setup-runner-message", Admin, Always),
];

/// The row of a route.
pub(super) fn permission(method: &Method, path: &str) -> Option<&'static Permission> {
    let method = if *method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    TABLE
        .iter()
        .find(|row| row.method == *method && row.path == path)
}

/// Checks that every route has its row and every row its route.
///
/// # Errors
/// Names the first route or row that is alone.
pub(super) fn check_complete(routes: &[(Method, String)]) -> anyhow::Result<()> {
    for (method, path) in routes {
        if permission(method, path).is_none() {
            bail!("{method} {path} has no row in the table of permissions");
        }
    }
    for row in TABLE {
        let is_its = |(method, path): &(Method, String)| *method == row.method && path == row.path;
        if routes.iter().filter(|route| is_its(route)).count() != 1 {
            bail!(
                "{} {} has a row in the table of permissions, but no route",
                row.method,
                row.path
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::router::routes;

    #[test]
    fn every_route_has_its_row() {
        check_complete(&routes()).unwrap();
    }

    #[test]
    fn a_route_without_row_and_a_row_without_route_are_noticed() {
        let mut more = routes();
        more.push((Method::PUT, "/api/races".into()));
        let error = check_complete(&more).unwrap_err().to_string();
        assert!(error.starts_with("PUT /api/races has no row"), "{error}");
        let mut less = routes();
        let (method, path) = less.pop().unwrap();
        let error = check_complete(&less).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{method} {path} has a row")));
    }
}
