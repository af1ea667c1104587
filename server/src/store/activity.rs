//! What people did, newest first, a page at a time.

use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, Order,
    sea_query::{Alias, Expr, ExprTrait, NullOrdering, Query, SelectStatement, UnionType},
};
use speedfog_race::{RaceId, SoloId, UserId};
use uuid::Uuid;

use super::{
    RacePage, Store, StoreError,
    entity::{caster, participant, race, training_session},
};

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Took part in a race.
    Raced(RaceId),
    /// Organized a race.
    Organized(RaceId),
    /// Cast a race.
    Cast(RaceId),
    /// Played alone.
    Trained(SoloId),
}

/// One part somebody had in a race, or one solo session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Who.
    pub(crate) user: UserId,
    /// Did what.
    pub(crate) deed: Deed,
}

impl Part {
    /// The race it was in, if it was in one.
    pub(crate) fn race(&self) -> Option<RaceId> {
        match self.deed {
            Deed::Raced(race) | Deed::Organized(race) | Deed::Cast(race) => Some(race),
            Deed::Trained(_) => None,
        }
    }

    /// The solo session, if it was one.
    pub(crate) fn solo(&self) -> Option<SoloId> {
        match self.deed {
            Deed::Trained(solo) => Some(solo),
            Deed::Raced(_) | Deed::Organized(_) | Deed::Cast(_) => None,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    /// 0 for races, which come first, and 1 for solo sessions.
    kind: i32,
    role: i32,
    /// Id of the race or session.
    id: Uuid,
    user_id: Uuid,
}

impl TryFrom<Row> for Part {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let deed = match (row.kind, row.role) {
            (0, 0) => Deed::Raced(row.id.into()),
            (0, 1) => Deed::Organized(row.id.into()),
            (0, 2) => Deed::Cast(row.id.into()),
            (1, 0) => Deed::Trained(row.id.into()),
            (_, other) => return Err(StoreError::corrupt("role in a race", other)),
        };
        Ok(Self {
            user: row.user_id.into(),
            deed,
        })
    }
}

impl Store {
    /// A page of what one person, or everybody, did in races and alone, and how much there is.
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
            .expr_as(Expr::col(name("id")).count(), name("total"))
            .from_subquery(all.clone(), name("parts"))
            .to_owned();
        let total: i64 = match self.db.query_one(&count).await? {
            Some(row) => row.try_get("", "total")?,
            None => 0,
        };
        let page = Query::select()
            .columns([name("kind"), name("role"), name("id"), name("user_id")])
            .from_subquery(all, name("parts"))
            .order_by_with_nulls(name("date"), Order::Desc, NullOrdering::Last)
            .order_by(name("kind"), Order::Asc)
            .order_by(name("id"), Order::Asc)
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
    let organized = owned(
        (0, 1),
        race::Entity,
        [
            race::Column::Id,
            race::Column::OrganizerId,
            race::Column::CreatedAt,
        ],
        of,
    );
    let casters = members(
        2,
        caster::Entity,
        caster::Column::RaceId,
        caster::Column::UserId,
        of,
    );
    let trained = owned(
        (1, 0),
        training_session::Entity,
        [
            training_session::Column::Id,
            training_session::Column::UserId,
            training_session::Column::CreatedAt,
        ],
        of,
    );
    parts.union(UnionType::All, organized);
    parts.union(UnionType::All, casters);
    parts.union(UnionType::All, trained);
    parts
}

/// Parts that belong to the user that a row of their own table names: by id, user and date.
fn owned<E, C>(
    (kind, role): (i32, i32),
    table: E,
    [id, user_id, date]: [C; 3],
    of: Option<Uuid>,
) -> SelectStatement
where
    E: sea_orm::Iden + 'static,
    C: ColumnTrait,
{
    let mut parts = Query::select()
        .expr_as(Expr::value(kind), Alias::new("kind"))
        .expr_as(Expr::value(role), Alias::new("role"))
        .expr_as(id.into_expr(), Alias::new("id"))
        .expr_as(user_id.into_expr(), Alias::new("user_id"))
        .expr_as(date.into_expr(), Alias::new("date"))
        .from(table)
        .to_owned();
    if let Some(user) = of {
        parts.and_where(user_id.eq(user));
    }
    parts
}

/// Parts that are rows of a table with a race and a user.
fn members<E, C>(role: i32, table: E, race_id: C, user_id: C, of: Option<Uuid>) -> SelectStatement
where
    E: sea_orm::Iden + 'static,
    C: ColumnTrait,
{
    let mut parts = Query::select()
        .expr_as(Expr::value(0), Alias::new("kind"))
        .expr_as(Expr::value(role), Alias::new("role"))
        .expr_as(race_id.into_expr(), Alias::new("id"))
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
