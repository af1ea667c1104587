//! Everything that is stored about somebody.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Func},
};
use serde::Serialize;
use serde_json::{Value, json};
use speedfog_race::UserId;
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{
        caster, co_organizer, invite, journal, participant, race, session, training_session, user,
    },
};

impl Store {
    /// Every row about an account, by kind and oldest first, with the entries of journals that name
    /// it. Secrets are left out: they are good for acting as somebody and for nothing else.
    ///
    /// # Errors
    /// Database failures, such as an account that is gone.
    pub(crate) async fn everything_about(&self, id: UserId) -> Result<Value, StoreError> {
        let db = &self.db;
        let id = Uuid::from(id);
        let account = user::Entity::find_by_id(id).one(db).await?;
        let account = account.ok_or_else(|| StoreError::corrupt("account", "it is gone"))?;
        let sessions = session::Entity::find()
            .filter(session::Column::UserId.eq(id))
            .order_by_asc(session::Column::CreatedAt)
            .all(db)
            .await?;
        let organized = race::Entity::find()
            .filter(race::Column::OrganizerId.eq(id))
            .order_by_asc(race::Column::CreatedAt)
            .all(db)
            .await?;
        let participations = participant::Entity::find()
            .filter(participant::Column::UserId.eq(id))
            .order_by_asc(participant::Column::RaceId)
            .all(db)
            .await?;
        let casts = caster::Entity::find()
            .filter(caster::Column::UserId.eq(id))
            .order_by_asc(caster::Column::CreatedAt)
            .all(db)
            .await?;
        let helped = co_organizer::Entity::find()
            .filter(co_organizer::Column::UserId.eq(id))
            .order_by_asc(co_organizer::Column::Since)
            .all(db)
            .await?;
        let solos = training_session::Entity::find()
            .filter(training_session::Column::UserId.eq(id))
            .order_by_asc(training_session::Column::CreatedAt)
            .all(db)
            .await?;
        let login = Expr::expr(Func::lower(Expr::col(invite::Column::TwitchUsername)));
        let invites = invite::Entity::find()
            .filter(login.eq(account.twitch_username.to_lowercase()))
            .order_by_asc(invite::Column::CreatedAt)
            .all(db)
            .await?;

        let races = organized.iter().map(|row| row.id);
        let races = races.chain(participations.iter().map(|row| row.race_id));
        let races: BTreeSet<Uuid> = races.chain(casts.iter().map(|row| row.race_id)).collect();
        let own: BTreeSet<String> = [id]
            .into_iter()
            .chain(participations.iter().map(|row| row.id))
            .map(|id| id.to_string())
            .collect();
        Ok(json!({
            "account": value(&account)?,
            "sessions": value(&sessions)?,
            "organized_races": value(&organized)?,
            "participations": value(&participations)?,
            "casts": value(&casts)?,
            "co_organized": value(&helped)?,
            "training_sessions": value(&solos)?,
            "invites": value(&invites)?,
            "journal": self.journal_about(&races, &own).await?,
        }))
    }

    async fn journal_about(
        &self,
        races: &BTreeSet<Uuid>,
        ids: &BTreeSet<String>,
    ) -> Result<Vec<Value>, StoreError> {
        let mut entries = Vec::new();
        // One race at a time: a long life of racing must not be in memory as a whole.
        for race in races {
            // The text narrows it down, the parsed event decides.
            let named = ids.iter().fold(Condition::any(), |any, id| {
                any.add(journal::Column::Payload.contains(id))
            });
            let rows = journal::Entity::find()
                .filter(journal::Column::RaceId.eq(*race))
                .filter(named)
                .order_by_asc(journal::Column::Seq)
                .all(&self.db)
                .await?;
            for row in rows {
                let event: Value = serde_json::from_str(&row.payload)
                    .map_err(|error| StoreError::corrupt("event", error))?;
                if names(&event, ids) {
                    entries.push(json!({
                        "race_id": row.race_id, "seq": row.seq, "at": row.at, "event": event,
                    }));
                }
            }
        }
        Ok(entries)
    }
}

fn value(rows: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(rows).map_err(|error| StoreError::corrupt("row", error))
}

/// Whether one of the ids is anywhere in an event.
fn names(event: &Value, ids: &BTreeSet<String>) -> bool {
    match event {
        Value::String(text) => ids.contains(text),
        Value::Array(items) => items.iter().any(|item| names(item, ids)),
        Value::Object(fields) => fields.values().any(|field| names(field, ids)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
