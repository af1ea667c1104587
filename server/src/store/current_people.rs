//! Everybody who has to do with races that are not over.

use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use speedfog_race::{RaceId, RaceStatus};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{caster, participant, race, user},
    text_enum::TextEnum,
};

impl Store {
    /// Logins, in lower case, of participants and casters of races in setup or running, with the race.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn logins_of_current_races(
        &self,
    ) -> Result<Vec<(RaceId, String)>, StoreError> {
        let current = || {
            race::Column::Status.is_in([RaceStatus::Setup, RaceStatus::Running].map(TextEnum::text))
        };
        let mut people: Vec<(Uuid, String)> = participant::Entity::find()
            .select_only()
            .column(participant::Column::RaceId)
            .column(user::Column::TwitchUsername)
            .join(JoinType::InnerJoin, participant::Relation::User.def())
            .join(
                JoinType::InnerJoin,
                participant::Entity::belongs_to(race::Entity)
                    .from(participant::Column::RaceId)
                    .to(race::Column::Id)
                    .into(),
            )
            .filter(current())
            .into_tuple()
            .all(&self.db)
            .await?;
        let casters: Vec<(Uuid, String)> = caster::Entity::find()
            .select_only()
            .column(caster::Column::RaceId)
            .column(user::Column::TwitchUsername)
            .join(JoinType::InnerJoin, caster::Relation::User.def())
            .join(
                JoinType::InnerJoin,
                caster::Entity::belongs_to(race::Entity)
                    .from(caster::Column::RaceId)
                    .to(race::Column::Id)
                    .into(),
            )
            .filter(current())
            .into_tuple()
            .all(&self.db)
            .await?;
        people.extend(casters);
        Ok(people
            .into_iter()
            .map(|(race, login)| (race.into(), login.to_lowercase()))
            .collect())
    }
}
