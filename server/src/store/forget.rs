//! Forgetting who somebody was, while what they did in races stays.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use speedfog_protocol::rest::Role;
use speedfog_race::{ParticipantStatus, RaceId, RaceStatus, UserId};
use uuid::Uuid;

use super::{
    Person, Store, StoreError,
    entity::{caster, invite, participant, race, role_grant, session, sign_in_code, user},
    text_enum::TextEnum,
};

/// What ties somebody to races that are not over.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    /// Names of races they are in the middle of.
    pub(crate) racing: Vec<String>,
    /// Names of races they organize.
    pub(crate) organizing: Vec<String>,
    /// Races in setup that they have entered.
    pub(crate) entered: Vec<RaceId>,
    /// Races they cast.
    pub(crate) casting: Vec<RaceId>,
}

impl Store {
    /// What ties somebody to races that are not over.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn ties(&self, id: UserId) -> Result<Ties, StoreError> {
        ties(&self.db, id.into()).await
    }

    /// Takes everything from an account that says who it belonged to, ends its sessions, and returns
    /// what is left. What it did in races stays.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] while it is tied to races that are not over; database failures.
    pub(crate) async fn forget_person(&self, id: UserId) -> Result<Person, StoreError> {
        let id = Uuid::from(id);
        let tx = self.begin_write().await?;
        let ties = ties(&tx, id).await?;
        if [&ties.racing, &ties.organizing]
            .iter()
            .any(|names| !names.is_empty())
            || [&ties.entered, &ties.casting]
                .iter()
                .any(|races| !races.is_empty())
        {
            return Err(StoreError::Conflict);
        }
        let known = user::Entity::find_by_id(id).one(&tx).await?;
        let known = known.ok_or(StoreError::Conflict)?;
        let login = known.twitch_username.to_lowercase();
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(id))
            .exec(&tx)
            .await?;
        sign_in_code::Entity::delete_many()
            .filter(sign_in_code::Column::UserId.eq(id))
            .exec(&tx)
            .await?;
        role_grant::Entity::delete_by_id(&login).exec(&tx).await?;
        let invited = Expr::expr(Func::lower(Expr::col(invite::Column::TwitchUsername)));
        invite::Entity::delete_many()
            .filter(invited.eq(login))
            .exec(&tx)
            .await?;
        let nobody = Uuid::new_v4().simple().to_string();
        let mut row = known.into_active_model();
        row.twitch_id = Set(format!("deleted:{nobody}"));
        row.twitch_username = Set(format!("deleted_{}", &nobody[..8]));
        row.twitch_display_name = Set(Some("Deleted user".into()));
        row.twitch_avatar_url = Set(None);
        row.role = Set(Role::User.text().into());
        row.locale = Set(None);
        row.overlay_settings = Set(None);
        row.last_seen = Set(None);
        let row = user::Entity::update(row).exec(&tx).await?;
        tx.commit().await?;
        row.try_into()
    }
}

async fn ties(db: &impl ConnectionTrait, user: Uuid) -> Result<Ties, StoreError> {
    let (setup, running) = (RaceStatus::Setup.text(), RaceStatus::Running.text());
    let open: Vec<(Uuid, Uuid, String, String)> = race::Entity::find()
        .select_only()
        .columns([race::Column::Id, race::Column::OrganizerId])
        .columns([race::Column::Name, race::Column::Status])
        .filter(race::Column::Status.is_in([setup, running]))
        .into_tuple()
        .all(db)
        .await?;
    let mut ties = Ties::default();
    for (id, organizer, name, status) in open {
        if organizer == user {
            ties.organizing.push(name.clone());
        }
        let part: Option<String> = participant::Entity::find()
            .select_only()
            .column(participant::Column::Status)
            .filter(participant::Column::RaceId.eq(id))
            .filter(participant::Column::UserId.eq(user))
            .into_tuple()
            .one(db)
            .await?;
        let done = [ParticipantStatus::Finished, ParticipantStatus::Abandoned].map(TextEnum::text);
        match part {
            Some(_) if status == setup => ties.entered.push(id.into()),
            Some(part) if !done.contains(&part.as_str()) => ties.racing.push(name),
            _ => {}
        }
        let casts = caster::Entity::find()
            .filter(caster::Column::RaceId.eq(id))
            .filter(caster::Column::UserId.eq(user))
            .one(db)
            .await?;
        if casts.is_some() {
            ties.casting.push(id.into());
        }
    }
    Ok(ties)
}
