//! What people have played: participants of races, and solo sessions.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use speedfog_race::{
    ParticipantStatus, SoloStatus, Visit,
    graph::{Node, SeedGraph},
};
use uuid::Uuid;

use super::{Import, Outcome, RowError, fields::Fields, refuse};
use crate::store::{
    entity::{participant, seed, training_session},
    progress::{event_id_column, history_column, signed},
    text_enum::TextEnum,
};

/// Longest id of a node, as in the column.
const NODE_CHARS: usize = 100;

impl Import<'_> {
    pub(super) async fn participant(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let (race, _) = self.race_of(row).await?;
        let user = self.person(row, "user_id").await?;
        let color = row.number("color_index")?;
        let visits = row.visits("zone_history")?;
        let mut entry = participant::ActiveModel {
            id: Set(id),
            race_id: Set(race),
            user_id: Set(user),
            mod_token: Set(row.text("mod_token", 100)?),
            status: Set(row.word::<ParticipantStatus>("status")?.text().into()),
            current_zone: Set(row.optional_text("current_zone", NODE_CHARS)?),
            current_layer: Set(row.number("current_layer")?),
            igt_ms: Set(row.number("igt_ms")?),
            death_count: Set(row.number("death_count")?),
            zone_history: Set(history_column(&visits)?),
            color_index: Set(color),
            finished_at: Set(row.optional_time("finished_at")?),
            last_igt_change_at: Set(row.optional_time("last_igt_change_at")?),
            last_event_id: Set(event_id_column(None)),
            applied_seq: Set(0),
            held: Set(false),
            corrected: Set(false),
            pack_seed_id: Set(None),
        };
        let known = participant::Entity::find_by_id(id).count(&self.tx).await?;
        if known > 0 {
            return Ok(Outcome::Known);
        }
        let free = self.free_color(race, color).await?;
        entry.color_index = Set(free);
        match self.insert(entry).await? {
            false => refuse("another participant has the same user or the same `mod_token`"),
            true => {
                if free != color {
                    self.remark(&format!(
                        "has colour {free}, because somebody in the race has colour {color} already"
                    ));
                }
                Ok(Outcome::Carried)
            }
        }
    }

    /// `color` if nobody in the race has it, else the one after the last.
    async fn free_color(&self, race: Uuid, color: i32) -> Result<i32, RowError> {
        let colors: Vec<i32> = participant::Entity::find()
            .select_only()
            .column(participant::Column::ColorIndex)
            .filter(participant::Column::RaceId.eq(race))
            .into_tuple()
            .all(&self.tx)
            .await?;
        match colors.contains(&color) {
            true => Ok(colors.iter().max().map_or(0, |last| last.saturating_add(1))),
            false => Ok(color),
        }
    }

    pub(super) async fn training_session(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let user = self.person(row, "user_id").await?;
        let seed = self.seed_of("seed_id", row.id("seed_id")?).await?;
        let visits = row.visits("progress_nodes")?;
        let mut status = row.word::<SoloStatus>("status")?;
        let mut finished_at = row.optional_time("finished_at")?;
        let created_at = row.time("created_at")?;
        let known = training_session::Entity::find_by_id(id);
        if known.count(&self.tx).await? > 0 {
            return Ok(Outcome::Known);
        }
        if status == SoloStatus::Active && self.plays_solo(user).await? {
            status = SoloStatus::Abandoned;
            finished_at = Some(self.now);
            self.remark("is abandoned now, because its user has another active session");
        }
        let session = training_session::ActiveModel {
            id: Set(id),
            user_id: Set(user),
            seed_id: Set(seed),
            mod_token: Set(row.text("mod_token", 100)?),
            status: Set(status.text().into()),
            current_zone: Set(row.optional_text("current_zone", NODE_CHARS)?),
            current_layer: Set(self.layer(seed, status, &visits).await?),
            igt_ms: Set(row.number("igt_ms")?),
            death_count: Set(row.number("death_count")?),
            progress_nodes: Set(history_column(&visits)?),
            exclude_from_stats: Set(row.flag("exclude_from_stats", false)?),
            created_at: Set(created_at),
            finished_at: Set(finished_at),
            last_igt_change_at: Set(None),
            last_event_id: Set(event_id_column(None)),
        };
        match self.insert(session).await? {
            true => Ok(Outcome::Carried),
            false => refuse("another session has the same `mod_token`"),
        }
    }

    async fn plays_solo(&self, user: Uuid) -> Result<bool, RowError> {
        let active = training_session::Entity::find()
            .filter(training_session::Column::UserId.eq(user))
            .filter(training_session::Column::Status.eq(SoloStatus::Active.text()))
            .count(&self.tx)
            .await?;
        Ok(active > 0)
    }

    /// How deep a session has come, which version 1 did not store.
    async fn layer(
        &self,
        seed: Uuid,
        status: SoloStatus,
        visits: &[Visit],
    ) -> Result<i32, RowError> {
        let text: Option<String> = seed::Entity::find_by_id(seed)
            .select_only()
            .column(seed::Column::GraphJson)
            .into_tuple()
            .one(&self.tx)
            .await?;
        let graph = match SeedGraph::parse_stored(text.unwrap_or_default().as_bytes()) {
            Ok(graph) => graph,
            Err(fault) => return refuse(format!("the graph of its seed is not valid: {fault}")),
        };
        if status == SoloStatus::Finished {
            return Ok(signed(graph.total_layers()));
        }
        let nodes = visits
            .iter()
            .filter_map(|visit| graph.node(visit.node.as_str()));
        Ok(signed(nodes.map(Node::layer).max().unwrap_or(0)))
    }
}
