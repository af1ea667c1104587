//! The JSON of REST bodies about solo sessions.

use crate::common::{at, check, id, user};
use speedfog_protocol::rest::{
    CreateTraining, Ghost, TrainingSession, TrainingSessionDetail, TrainingStatus,
};
use speedfog_protocol::ws::{GraphJson, ZoneVisit};

fn session() -> TrainingSession {
    TrainingSession {
        id: id(12),
        user: user(),
        status: TrainingStatus::Active,
        pool_name: "training_sprint".into(),
        igt_ms: 158_000,
        death_count: 3,
        exclude_from_stats: false,
        created_at: at(0),
        finished_at: None,
        seed_total_layers: Some(10),
        seed_total_nodes: Some(33),
        current_layer: 2,
    }
}

fn visits() -> Vec<ZoneVisit> {
    vec![ZoneVisit {
        node_id: "chapel_start_d3f1".into(),
        igt_ms: 0,
        deaths: Some(3),
    }]
}

#[test]
fn solo_sessions() {
    check(
        "create_training",
        &CreateTraining {
            pool_name: "training_sprint".into(),
            exclude_from_stats: true,
        },
    );
    let sessions = vec![
        session(),
        TrainingSession {
            status: TrainingStatus::Finished,
            finished_at: Some(at(60)),
            ..session()
        },
    ];
    check("training_sessions", &sessions);
    let graph = r#"{"edges":[],"nodes":{}}"#.to_owned();
    check(
        "training_session_detail",
        &TrainingSessionDetail {
            session: session(),
            progress_nodes: Some(visits()),
            seed_number: Some("0123456789ab".into()),
            seed_total_paths: None,
            graph_json: Some(GraphJson::from_text(graph).expect("the text is JSON")),
            pool_config: None,
        },
    );
    check(
        "ghosts",
        &vec![Ghost {
            zone_history: visits(),
            igt_ms: 900_000,
            death_count: 7,
        }],
    );
}

#[test]
fn a_session_needs_no_wishes() {
    let request: CreateTraining = serde_json::from_str("{}").expect("all fields have defaults");
    assert_eq!(
        (request.pool_name.as_str(), request.exclude_from_stats),
        ("training_standard", false)
    );
}
