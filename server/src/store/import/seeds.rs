//! Seeds, matched to the archives that lie in the pools here.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use speedfog_race::graph::SeedGraph;
use speedfog_seeds::{PoolName, Slug, read_seed, same_graph};
use uuid::Uuid;

use super::{Import, Outcome, RowError, fields::Fields, refuse};
use crate::store::{
    entity::seed,
    progress::signed,
    text_enum::{SeedStatus, TextEnum},
};

impl Import<'_> {
    pub(super) async fn seed(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let pool = row.text("pool_name", 50)?;
        let Ok(pool) = PoolName::parse(&pool) else {
            return refuse(format!("`pool_name` cannot be the name of a pool: {pool}"));
        };
        let number = row.text("seed_number", 50)?;
        let file = format!("seed_{number}.zip");
        if Slug::from_file_name(&file).is_none() {
            return refuse(format!(
                "`seed_number` cannot be part of a file's name: {number}"
            ));
        }
        let status = row.word::<SeedStatus>("status")?;
        let created_at = row.time("created_at")?;
        let (text, graph) = graph(row)?;
        if self.seed_exists(id).await? {
            return Ok(Outcome::Known);
        }
        let known: Option<Uuid> = seed::Entity::find()
            .select_only()
            .column(seed::Column::Id)
            .filter(seed::Column::PoolName.eq(pool.as_str()))
            .filter(seed::Column::SeedNumber.eq(&number))
            .into_tuple()
            .one(&self.tx)
            .await?;
        if let Some(known) = known {
            self.seeds.insert(id, known);
            self.use_up(known, status).await?;
            return Ok(Outcome::Known);
        }
        let path = self.pools_dir.join(pool.as_str()).join(file);
        let path_text = path.to_string_lossy().into_owned();
        if path_text.chars().count() > 500 {
            return refuse(format!("the path of its archive is too long: {path_text}"));
        }
        if status != SeedStatus::Discarded {
            self.look_at_archive(&path, &text);
        }
        let row = seed::ActiveModel {
            id: Set(id),
            pool_name: Set(pool.as_str().into()),
            seed_number: Set(number),
            total_layers: Set(signed(graph.total_layers())),
            total_nodes: Set(signed(graph.total_nodes())),
            total_paths: Set(i64::try_from(graph.total_paths().unwrap_or(0)).unwrap_or(i64::MAX)),
            graph_json: Set(text),
            folder_path: Set(path_text),
            status: Set(status.text().into()),
            created_at: Set(created_at),
            missing_since: Set(None),
        };
        match self.insert(row).await? {
            true => Ok(Outcome::Carried),
            false => refuse("another seed has its place"),
        }
    }

    /// A seed that a scan has found here anew must not be raced on a second time.
    async fn use_up(&self, known: Uuid, status: SeedStatus) -> Result<(), RowError> {
        if status != SeedStatus::Available {
            seed::Entity::update_many()
                .col_expr(seed::Column::Status, Expr::value(status.text()))
                .filter(seed::Column::Id.eq(known))
                .filter(seed::Column::Status.eq(SeedStatus::Available.text()))
                .exec(&self.tx)
                .await?;
        }
        Ok(())
    }

    fn look_at_archive(&mut self, path: &std::path::Path, graph: &str) {
        if !path.is_file() {
            let missing = format!("has no archive; its packs need {}", path.display());
            return self.remark(&missing);
        }
        match read_seed(path) {
            Err(fault) => {
                self.remark(&format!("{} cannot be used: {fault}", path.display()));
            }
            Ok(found) if !same_graph(&found.graph_json, graph.as_bytes()) => {
                self.remark(&format!("{} is of another graph", path.display()));
            }
            Ok(_) => {}
        }
    }

    /// The seed here that a row means by `column`.
    pub(super) async fn seed_of(&self, column: &str, id: Uuid) -> Result<Uuid, RowError> {
        if let Some(known) = self.seeds.get(&id) {
            return Ok(*known);
        }
        match self.seed_exists(id).await? {
            true => Ok(id),
            false => refuse(format!("`{column}` names no seed that is here: {id}")),
        }
    }

    async fn seed_exists(&self, id: Uuid) -> Result<bool, RowError> {
        let found: Option<Uuid> = seed::Entity::find_by_id(id)
            .select_only()
            .column(seed::Column::Id)
            .into_tuple()
            .one(&self.tx)
            .await?;
        Ok(found.is_some())
    }
}

/// The graph as text and as it is understood. It may be a JSON value, or a text with JSON in it.
fn graph(row: &Fields) -> Result<(String, SeedGraph), RowError> {
    let Some(json) = row.raw("graph_json") else {
        return refuse("`graph_json` is missing");
    };
    let text = match serde_json::from_str::<String>(json) {
        Ok(inner) => inner,
        Err(_) => json.to_owned(),
    };
    match SeedGraph::parse_stored(text.as_bytes()) {
        Ok(graph) => Ok((text, graph)),
        Err(fault) => refuse(format!("`graph_json` is no graph: {fault}")),
    }
}
