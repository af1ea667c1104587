//! The routes, and who gets which answer.

/// A route with its body, and the answers: one line for all statuses of the race, or one for each.
pub(super) struct Row {
    pub(super) route: &'static str,
    pub(super) body: &'static str,
    pub(super) answers: &'static [&'static str],
}

const fn row(route: &'static str, body: &'static str, answers: &'static [&'static str]) -> Row {
    Row {
        route,
        body,
        answers,
    }
}

const EVERYBODY: &[&str] = &["200 200 200 200 200 200 200"];
const SIGNED_IN: &[&str] = &["401 200 200 200 200 200 200"];
const ADMIN: &[&str] = &["401 403 403 403 403 403 200"];

/// Every route.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    //                         anonymous user participant caster co-organizer organizer admin
    row("GET /health", "", EVERYBODY),
    row("GET /ready", "", EVERYBODY),

    row("GET /api/auth/twitch", "", &["404 404 404 404 404 404 404"]), // not set up here
    row("GET /api/auth/callback", "", &["404 404 404 404 404 404 404"]),
    row("POST /api/auth/exchange", r#"{"code":"x"}"#, &["400 400 400 400 400 400 400"]),
    row("POST /api/auth/dev", r#"{"twitch_username":"dave"}"#, EVERYBODY),
    row("GET /api/auth/me", "", SIGNED_IN),
    row("POST /api/auth/logout", "", SIGNED_IN),
    row("GET /api/auth/sessions", "", SIGNED_IN),
    row("DELETE /api/auth/sessions/{id}", "", &["401 404 404 404 404 404 404"]), // of somebody else

    row("GET /api/i18n/locales", "", EVERYBODY),
    row("GET /api/pools", "", EVERYBODY),

    row("GET /api/users/search?q=a", "", SIGNED_IN),
    row("GET /api/users/me", "", SIGNED_IN),
    row("GET /api/users/me/races", "", SIGNED_IN),
    row("GET /api/users/me/export", "", SIGNED_IN),
    row("DELETE /api/users/me", r#"{"twitch_username":"nobody"}"#, &["401 400 400 400 400 400 400"]), // not their name
    row("PATCH /api/users/me/locale", r#"{"locale":"en"}"#, SIGNED_IN),
    row("PATCH /api/users/me/settings", "{}", SIGNED_IN),
    row("GET /api/users/{username}", "", EVERYBODY),
    row("GET /api/users/{username}/activity", "", EVERYBODY),
    row("GET /api/users/{username}/pool-stats", "", EVERYBODY),
    row("GET /api/users/{username}/calendar.ics", "", EVERYBODY),

    row("GET /api/races", "", EVERYBODY),
    row("POST /api/races", r#"{"name":"x","pool_name":"sprint"}"#, &["401 403 403 403 403 201 201"]),
    row("GET /api/races/{race_id}", "", EVERYBODY),
    row("GET /api/races/{race_id}/graph/{digest}", "", &[
        "403 403 403 403 403 403 403",
        "403 403 403 403 403 403 403",
        "404 404 403 404 404 404 404", // no such map
        "404 404 404 404 404 404 404",
    ]),
    row("GET /api/races/calendar.ics", "", EVERYBODY),
    row("GET /api/races/{race_id}/calendar.ics", "", &["404 404 404 404 404 404 404"]), // no schedule
    row("PATCH /api/races/{race_id}", r#"{"is_public":true}"#, &["401 403 403 403 200 200 403"]),
    row("PATCH /api/races/{race_id}", r#"{"scheduled_at":null}"#, &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}", "", &["401 403 403 403 403 204 403"]),
    row("GET /api/races/{race_id}/audit", "", &["401 403 403 403 200 200 200"]),
    row("GET /api/races/{race_id}/suspicions", "", &["401 403 403 403 200 200 200"]),
    row("POST /api/races/{race_id}/co-organizers", r#"{"twitch_username":"newcomer"}"#,
        &["401 403 403 403 403 201 403"]),
    row("DELETE /api/races/{race_id}/co-organizers/{user_id}", "", &["401 403 403 403 403 404 403"]), // helps nobody
    // Nobody has a result here.
    row("POST /api/races/{race_id}/participants/{participant_id}/restore", r#"{"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),
    row("POST /api/races/{race_id}/participants/{participant_id}/hold", r#"{"held":true,"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),
    row("POST /api/races/{race_id}/participants/{participant_id}/correct", r#"{"igt_ms":5,"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),

    row("POST /api/races/{race_id}/participants", r#"{"twitch_username":"newcomer"}"#, &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}/participants/{participant_id}", "", &[
        "401 403 403 403 204 204 403",
        "401 403 403 403 204 204 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}/invites/{invite_id}", "", &[
        "401 403 403 403 204 204 403",
        "401 403 403 403 204 204 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/casters", r#"{"twitch_username":"newcomer"}"#,
        &["401 403 403 403 201 201 403"]),
    row("DELETE /api/races/{race_id}/casters/{caster_id}", "", &["401 403 403 403 204 204 403"]),

    row("POST /api/races/{race_id}/release-seeds", "", &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/reroll-seed", "", &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/start", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/cancel-countdown", "", &["401 403 403 403 400 400 403"]), // none runs
    row("POST /api/races/{race_id}/finish", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/reset", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
    ]),

    row("POST /api/races/{race_id}/join", "", &[
        "401 200 409 409 403 403 200",
        "401 200 409 409 403 403 200",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/leave", "", &[
        "401 404 204 404 404 404 404",
        "401 404 204 404 404 404 404",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/cast-join", "", &[
        "401 200 409 409 200 200 200",
        "401 200 409 409 200 200 200",
        "401 200 409 409 200 200 200",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/cast-leave", "", &["401 404 404 200 404 404 404"]),
    row("POST /api/races/{race_id}/abandon", "", &[
        "401 404 400 404 404 404 404",
        "401 404 400 404 404 404 404",
        "401 404 200 404 404 404 404",
        "401 404 400 404 404 404 404",
    ]),
    row("GET /api/races/{race_id}/my-seed-pack", "", &[
        "401 403 403 403 403 403 403",
        "401 403 200 403 403 403 403",
        "401 403 200 403 403 403 403",
        "401 403 200 403 403 403 403",
    ]),
    row("GET /api/races/{race_id}/download/{mod_token}", "", &[
        "401 403 403 403 403 403 403",
        "401 403 200 200 200 200 403",
        "401 403 200 200 200 200 403",
        "401 403 200 200 200 200 403",
    ]),

    row("GET /api/training", "", SIGNED_IN),
    // Without seeds; the participant plays a session already.
    row("POST /api/training", r#"{"pool_name":"empty"}"#, &["401 400 409 400 400 400 400"]),
    row("GET /api/training/{session_id}", "", EVERYBODY),
    row("POST /api/training/{session_id}/abandon", "", &["401 403 200 403 403 403 403"]),
    row("GET /api/training/{session_id}/pack", "", &["401 403 200 403 403 403 403"]),
    row("GET /api/training/{session_id}/ghosts", "", EVERYBODY),

    row("GET /api/invite/{token}", "", EVERYBODY),
    row("POST /api/invite/{token}/accept", "", &[ // for somebody without account
        "401 403 403 403 403 403 403",
        "401 403 403 403 403 403 403",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),

    row("POST /api/admin/seeds/scan", r#"{"pool_name":"empty"}"#, ADMIN),
    row("GET /api/admin/seeds/stats", "", ADMIN),
    row("POST /api/admin/seeds/discard", r#"{"pool_name":"empty"}"#, ADMIN),
    row("GET /api/admin/pools", "", ADMIN),
    row("POST /api/admin/pools/{pool_name}/seeds", "", &["401 403 403 403 403 403 404"]),
    row("GET /api/admin/users", "", ADMIN),
    row("PATCH /api/admin/users/{user_id}", r#"{"role":"user"}"#, ADMIN),
    row("GET /api/admin/activity", "", ADMIN),
    row("GET /api/admin/audit", "", ADMIN),

    row("POST /api/discord/interactions", "{}", &["401 401 401 401 401 401 401"]), // not signed
    row("POST /api/discord/setup-runner-message", "", &["401 403 403 403 403 403 400"]), // not set up here
];
