//! Everything that is stored about somebody.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use serde::Serialize;
use serde_json::{Value, json};
use speedfog_race::UserId;
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{
        audit_log, caster, co_organizer, invite, journal, participant, race, role_grant, session,
        suspicion, training_session, user,
    },
};

/// Kinds of events that name a user. All later ones about an entry name the entry.
const INTRODUCTIONS: [&str; 5] = [
    "participant_joined",
    "caster_added",
    "caster_removed",
    "co_organizer_added",
    "co_organizer_removed",
];

impl Store {
    /// Every row about an account, by kind and oldest first, with the entries of journals and of the
    /// audit log that name it. Secrets are left out: they are good for acting as somebody and for
    /// nothing else.
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
        let login = account.twitch_username.to_lowercase();
        let invited = Expr::expr(Func::lower(Expr::col(invite::Column::TwitchUsername)));
        let invites = invite::Entity::find()
            .filter(invited.eq(&login))
            .order_by_asc(invite::Column::CreatedAt)
            .all(db)
            .await?;
        let waiting_role = role_grant::Entity::find_by_id(&login).one(db).await?;
        // Who had no account yet was written down by login.
        let mentioned = Expr::expr(Func::lower(Expr::col(audit_log::Column::Detail)));
        let mentioned = Condition::all()
            .add(audit_log::Column::Action.is_in(["invite_created", "invite_revoked"]))
            .add(mentioned.eq(login));
        let deeds = audit_log::Entity::find()
            .filter(
                Condition::any()
                    .add(audit_log::Column::ActorId.eq(id))
                    .add(audit_log::Column::SubjectId.eq(id))
                    .add(mentioned),
            )
            .order_by_asc(audit_log::Column::Id)
            .all(db)
            .await?;
        let suspicions = suspicion::Entity::find()
            .join(JoinType::InnerJoin, suspicion::Relation::Participant.def())
            .filter(participant::Column::UserId.eq(id))
            .order_by_asc(suspicion::Column::Id)
            .all(db)
            .await?;
        Ok(json!({
            "account": value(&account)?,
            "sessions": value(&sessions)?,
            "organized_races": value(&organized)?,
            "participations": value(&participations)?,
            "casts": value(&casts)?,
            "co_organized": value(&helped)?,
            "training_sessions": value(&solos)?,
            "invites": value(&invites)?,
            "role_grant": value(&waiting_role)?,
            "suspicions": value(&suspicions)?,
            "audit_log": value(&deeds)?,
            "journal": self.journal_about(id).await?,
        }))
    }

    async fn journal_about(&self, user: Uuid) -> Result<Vec<Value>, StoreError> {
        let mut entries = Vec::new();
        // One race at a time: a long life of racing must not be in memory as a whole.
        for (race, ids) in self.roles_in_journals(user).await? {
            // The text narrows it down, the parsed event decides.
            let named = ids.iter().fold(Condition::any(), |any, id| {
                any.add(journal::Column::Payload.contains(id))
            });
            let rows = journal::Entity::find()
                .filter(journal::Column::RaceId.eq(race))
                .filter(named)
                .order_by_asc(journal::Column::Seq)
                .all(&self.db)
                .await?;
            for row in rows {
                let event: Value = serde_json::from_str(&row.payload)
                    .map_err(|error| StoreError::corrupt("event", error))?;
                if names(&event, &ids) {
                    entries.push(json!({
                        "race_id": row.race_id, "seq": row.seq, "at": row.at, "event": event,
                    }));
                }
            }
        }
        Ok(entries)
    }

    /// The races whose journals know somebody, and the ids by which they do: the user's, and those of
    /// their entries, also of such as were taken back.
    async fn roles_in_journals(
        &self,
        user: Uuid,
    ) -> Result<BTreeMap<Uuid, BTreeSet<String>>, StoreError> {
        let id = user.to_string();
        let introductions = journal::Entity::find()
            .filter(journal::Column::Kind.is_in(INTRODUCTIONS))
            .filter(journal::Column::Payload.contains(&id))
            .all(&self.db)
            .await?;
        let mut known = BTreeMap::<Uuid, BTreeSet<String>>::new();
        for row in introductions {
            let event: Value = serde_json::from_str(&row.payload)
                .map_err(|error| StoreError::corrupt("event", error))?;
            let ids = known.entry(row.race_id).or_default();
            ids.insert(id.clone());
            ids.extend(event["participant"].as_str().map(str::to_owned));
        }
        Ok(known)
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
