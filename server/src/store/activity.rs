//! What people did, newest first, a page at a time.

use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, Order,
    sea_query::{Alias, Expr, ExprTrait, NullOrdering, Query, SelectStatement, UnionType},
};
use speedfog_race::{RaceId, UserId};
use uuid::Uuid;

use super::{
    RacePage, Store, StoreError,
    entity::{caster, participant, race},
};

/// In which role somebody was part of a race.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Took part.
    Participant,
    /// Organized it.
    Organizer,
    /// Cast it.
    Caster,
}

/// One part somebody had in one race.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Who.
    pub(crate) user: UserId,
    /// The race.
    pub(crate) race: RaceId,
    /// As what.
    pub(crate) role: Role,
}

#[derive(FromQueryResult)]
struct Row {
    role: i32,
    race_id: Uuid,
    user_id: Uuid,
}

impl TryFrom<Row> for Part {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let role = match row.role {
            0 => Role::Participant,
            1 => Role::Organizer,
            2 => Role::Caster,
            other => return Err(StoreError::corrupt("role in a race", other)),
        };
        Ok(Self {
            user: row.user_id.into(),
            race: row.race_id.into(),
            role,
        })
    }
}

impl Store {
    /// A page of the parts that one person, or everybody, had in races, and how many there are.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn parts(
        &self,
        of: Option<UserId>,
        page: RacePage,
    ) -> Result<(Vec<Part>, u64), StoreError> {
        let all = every_part(of.map(Uuid::from));
        let name = Alias::new;
        let count = Query::select()
            .expr_as(Expr::col(name("race_id")).count(), name("total"))
            .from_subquery(all.clone(), name("parts"))
            .to_owned();
        let total: i64 = match self.db.query_one(&count).await? {
            Some(row) => row.try_get("", "total")?,
            None => 0,
        };
        let page = Query::select()
            .columns([name("role"), name("race_id"), name("user_id")])
            .from_subquery(all, name("parts"))
            .order_by_with_nulls(name("date"), Order::Desc, NullOrdering::Last)
            .order_by(name("race_id"), Order::Asc)
            .order_by(name("user_id"), Order::Asc)
            .order_by(name("role"), Order::Asc)
            .offset(page.offset)
            .limit(page.limit)
            .to_owned();
        let rows = self.db.query_all(&page).await?;
        let parts = rows
            .iter()
            .map(|row| Part::try_from(Row::from_query_result(row, "")?))
            .collect::<Result<_, StoreError>>()?;
        Ok((parts, u64::try_from(total).unwrap_or(0)))
    }
}

fn every_part(of: Option<Uuid>) -> SelectStatement {
    let mut parts = members(
        0,
        participant::Entity,
        participant::Column::RaceId,
        participant::Column::UserId,
        of,
    );
    let mut organized = Query::select()
        .expr_as(Expr::value(1), Alias::new("role"))
        .expr_as(race::Column::Id.into_expr(), Alias::new("race_id"))
        .expr_as(race::Column::OrganizerId.into_expr(), Alias::new("user_id"))
        .expr_as(race::Column::CreatedAt.into_expr(), Alias::new("date"))
        .from(race::Entity)
        .to_owned();
    if let Some(user) = of {
        organized.and_where(race::Column::OrganizerId.eq(user));
    }
    let casters = members(
        2,
        caster::Entity,
        caster::Column::RaceId,
        caster::Column::UserId,
        of,
    );
    parts.union(UnionType::All, organized);
    parts.union(UnionType::All, casters);
    parts
}

/// Parts that are rows of a table with a race and a user.
fn members<E, C>(role: i32, table: E, race_id: C, user_id: C, of: Option<Uuid>) -> SelectStatement
where
    E: sea_orm::Iden + 'static,
    C: ColumnTrait,
{
    let mut parts = Query::select()
        .expr_as(Expr::value(role), Alias::new("role"))
        .expr_as(race_id.into_expr(), Alias::new("race_id"))
        .expr_as(user_id.into_expr(), Alias::new("user_id"))
        .expr_as(race::Column::CreatedAt.into_expr(), Alias::new("date"))
        .from(table)
        .inner_join(
            race::Entity,
            race_id.into_expr().equals((race::Entity, race::Column::Id)),
        )
        .to_owned();
    if let Some(user) = of {
        parts.and_where(user_id.eq(user));
    }
    parts
}
