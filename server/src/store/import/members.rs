//! Casters and invites.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Func},
};
use speedfog_protocol::limits;

use super::{Import, Outcome, RowError, fields::Fields, refuse};
use crate::store::entity::{caster, invite, participant};

impl Import<'_> {
    pub(super) async fn caster(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let (race, race_created) = self.race_of(row).await?;
        let user = self.person(row, "user_id").await?;
        let known = caster::Entity::find_by_id(id).count(&self.tx).await?;
        if known > 0 {
            return Ok(Outcome::Known);
        }
        let plays = participant::Entity::find()
            .filter(participant::Column::RaceId.eq(race))
            .filter(participant::Column::UserId.eq(user))
            .count(&self.tx)
            .await?;
        if plays > 0 {
            return refuse("nobody casts a race and takes part in it");
        }
        let caster = caster::ActiveModel {
            id: Set(id),
            race_id: Set(race),
            user_id: Set(user),
            created_at: Set(row.optional_time("created_at")?.unwrap_or(race_created)),
        };
        match self.insert(caster).await? {
            true => Ok(Outcome::Carried),
            false => refuse("its user casts the race already"),
        }
    }

    pub(super) async fn invite(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let (race, race_created) = self.race_of(row).await?;
        let login = row.text("twitch_username", limits::LOGIN_CHARS)?;
        let accepted = row.flag("accepted", false)?;
        let known = invite::Entity::find_by_id(id).count(&self.tx).await?;
        if known > 0 {
            return Ok(Outcome::Known);
        }
        let lower = Func::lower(Expr::col(invite::Column::TwitchUsername));
        let open = invite::Entity::find()
            .filter(invite::Column::RaceId.eq(race))
            .filter(invite::Column::Accepted.eq(false))
            .filter(Expr::expr(lower).eq(login.to_lowercase()))
            .count(&self.tx)
            .await?;
        if !accepted && open > 0 {
            return refuse(format!("{login} has an open invite to the race already"));
        }
        let invite = invite::ActiveModel {
            id: Set(id),
            race_id: Set(race),
            token: Set(row.text("token", 100)?),
            twitch_username: Set(login),
            accepted: Set(accepted),
            created_at: Set(row.optional_time("created_at")?.unwrap_or(race_created)),
        };
        match self.insert(invite).await? {
            true => Ok(Outcome::Carried),
            false => refuse("another invite has the same `token`"),
        }
    }
}
