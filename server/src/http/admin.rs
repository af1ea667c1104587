//! What admins see and do.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{
    Activity, AdminUser, DiscardedPool, PatchUser, PoolRequest, Problem, ProblemCode, Role,
    ScannedPool, SeedCounts, SeedStats,
};
use speedfog_race::UserId;
use speedfog_seeds::PoolName;
use uuid::Uuid;

use super::{
    extract::{Caller, Json, MaybeJson, Path, Query},
    users::activity,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    store::{Account, AuditEntry},
};

fn pool(request: &PoolRequest) -> Result<PoolName, ApiError> {
    PoolName::parse(&request.pool_name)
        .map_err(|_| ApiError::invalid("pool_name is not the name of a pool."))
}

/// Stores the new seeds of one pool.
#[utoipa::path(post, path = "/api/admin/seeds/scan", operation_id = "scan_seeds", tag = "admin",
    request_body(content = Option<PoolRequest>),
    responses((status = 200, body = ScannedPool), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn scan(
    State(app): State<Arc<App>>,
    caller: Caller,
    MaybeJson(request): MaybeJson<PoolRequest>,
) -> Result<axum::Json<ScannedPool>, ApiError> {
    let request = request.unwrap_or(PoolRequest {
        pool_name: "standard".into(),
    });
    let pool = pool(&request)?;
    caller.require_role()?;
    let added = app
        .stock
        .scan(Some(pool))
        .await
        .map_err(ApiError::internal)?;
    let entry = AuditEntry {
        at: clock::now(),
        action: "pool_scanned",
        actor: Some(caller.person.id),
        race: None,
        subject: None,
        detail: Some(format!("{}: {added} new seeds", request.pool_name)),
    };
    app.store.record(&entry).await?;
    Ok(axum::Json(ScannedPool {
        added: added as u64,
        pool_name: request.pool_name,
    }))
}

/// The stock of every pool.
#[utoipa::path(get, path = "/api/admin/seeds/stats", operation_id = "seed_stats", tag = "admin",
    responses((status = 200, body = SeedStats), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
pub(super) async fn stats(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::Json<SeedStats>, ApiError> {
    caller.require_role()?;
    let counts = app.store.pool_counts().await?.into_iter();
    let pools = counts.map(|(name, counts)| {
        let counts = SeedCounts {
            available: counts.available,
            consumed: counts.consumed,
            discarded: counts.discarded,
        };
        (name, counts)
    });
    Ok(axum::Json(SeedStats {
        pools: pools.collect(),
    }))
}

/// Takes every seed of a pool out of use. Races keep theirs.
#[utoipa::path(post, path = "/api/admin/seeds/discard", operation_id = "discard_seeds",
    tag = "admin", request_body = PoolRequest,
    responses((status = 200, body = DiscardedPool), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn discard(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<PoolRequest>,
) -> Result<axum::Json<DiscardedPool>, ApiError> {
    let pool = pool(&request)?;
    caller.require_role()?;
    let discarded = app
        .store
        .discard_seeds(pool.as_str(), caller.person.id, clock::now())
        .await?;
    tracing::info!(user.id = %caller.person.id, pool = %pool, discarded, "pool discarded");
    Ok(axum::Json(DiscardedPool {
        discarded,
        pool_name: request.pool_name,
    }))
}

/// Everybody, those who were here last first.
#[utoipa::path(get, path = "/api/admin/users", operation_id = "list_users", tag = "admin",
    responses((status = 200, body = Vec<AdminUser>), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
pub(super) async fn users(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::Json<Vec<AdminUser>>, ApiError> {
    caller.require_role()?;
    let accounts = app.store.accounts().await?;
    let solos = app.store.solo_counts().await?;
    let users = accounts.into_iter().map(|(account, races)| {
        let trained = solos.get(&account.person.id).copied().unwrap_or(0);
        admin_user(account, races, trained)
    });
    Ok(axum::Json(users.collect()))
}

/// Makes somebody an organizer, or a plain user again.
#[utoipa::path(patch, path = "/api/admin/users/{user_id}", operation_id = "patch_user",
    tag = "admin", params(("user_id" = Uuid, Path)),
    request_body = PatchUser,
    responses((status = 200, body = AdminUser), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn patch_user(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<PatchUser>,
) -> Result<axum::Json<AdminUser>, ApiError> {
    let id = UserId::from(id);
    let not_found =
        || ApiError::not_found("There is no such user.").code(ProblemCode::UserNotFound);
    let account = app.store.account(id).await?.ok_or_else(not_found)?;
    caller.require_role()?;
    if request.role == Role::Admin {
        return Err(ApiError::bad_request("Nobody becomes an admin this way.")
            .code(ProblemCode::AdminNotGranted));
    }
    if account.person.role == Role::Admin {
        return Err(ApiError::bad_request("An admin's role cannot be changed.")
            .code(ProblemCode::AdminNotChanged));
    }
    app.store
        .set_role(id, request.role, Some(caller.person.id), clock::now())
        .await?;
    tracing::info!(admin.id = %caller.person.id, user.id = %id, role = ?request.role, "role changed");
    let account = app.store.account(id).await?.ok_or_else(not_found)?;
    let races = app.store.participations(id).await?;
    let trained = app.store.solo_count(id).await?;
    Ok(axum::Json(admin_user(account, races, trained)))
}

/// What everybody did, newest first.
#[utoipa::path(get, path = "/api/admin/activity", operation_id = "admin_activity", tag = "admin",
    params(activity::Page),
    responses((status = 200, body = Activity), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn all_activity(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(page): Query<activity::Page>,
) -> Result<axum::Json<Activity>, ApiError> {
    let page = page.check()?;
    caller.require_role()?;
    Ok(axum::Json(activity::feed(&app, None, page).await?))
}

fn admin_user(account: Account, race_count: u64, training_count: u64) -> AdminUser {
    let person = account.person;
    AdminUser {
        id: person.id.into(),
        twitch_username: person.login,
        twitch_display_name: person.display_name,
        twitch_avatar_url: person.avatar_url,
        role: person.role,
        created_at: account.created_at,
        last_seen: account.last_seen,
        training_count,
        race_count,
    }
}
