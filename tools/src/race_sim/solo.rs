//! Solo sessions: every racer alone on a seed of a pool for training.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result};
use speedfog_protocol::rest::{Role as AccountRole, TrainingSessionDetail, TrainingStatus};
use uuid::Uuid;

use super::api::Api;
use super::course::Course;
use super::plan::Role;
use super::racer::Racer;
use super::{Field, names, report, wait};

/// What to simulate.
#[derive(Clone, Debug)]
pub struct SoloOptions {
    /// Address of the server, `http://…` or `https://…`.
    pub server: String,
    /// Number of racers, 1 to 100.
    pub racers: usize,
    /// How much faster than real time, 1 to 600.
    pub speed: u32,
    /// Number that every decision of the racers follows from.
    pub seed: u64,
    /// Pool of the sessions.
    pub pool: String,
}

/// Lets every racer play one session to its end. True when all of them got to the end of their
/// plans. A session that a racer plays already is given up first.
///
/// # Errors
/// When a session cannot be begun or read at the end.
pub fn run_solo(options: &SoloOptions, stop: &Arc<AtomicBool>) -> Result<bool> {
    // Two crypto libraries may be linked, so one has to be chosen; an earlier choice stands.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let api = Api::new(&options.server, Arc::clone(stop))?;
    let mut field = Field::default();
    let sessions = send_off(options, &api, stop, &mut field);
    let result = sessions.and_then(|sessions| field.watch(stop).map(|()| sessions));
    field.dismiss();
    let sessions = result?;
    if stop.load(Ordering::Relaxed) {
        eprintln!("interrupted");
        return Ok(false);
    }
    let outcomes = field.outcomes();
    for (session, (name, outcome)) in sessions.into_iter().zip(&outcomes) {
        wait(stop, Some("a session does not end"), || {
            Ok(outcome.is_err() || api.session(session)?.session.status != TrainingStatus::Active)
        })?;
        let session = api.session(session)?.session;
        println!("{}", report::solo_line(name, &session, outcome));
    }
    Ok(outcomes.iter().all(|(_, outcome)| outcome.is_ok()))
}

/// Begins a session for everybody and sends the racers off; returns the sessions in their order.
fn send_off(
    options: &SoloOptions,
    api: &Api,
    stop: &Arc<AtomicBool>,
    field: &mut Field,
) -> Result<Vec<Uuid>> {
    let mut sessions = Vec::new();
    for index in 0..options.racers {
        let name = names::racer(index);
        let token = api.sign_in(&name, AccountRole::User)?.token;
        let begun = api.begin_session(&token, &options.pool);
        let session = begun.with_context(|| name.clone())?;
        let id = session.session.id;
        let page = options.server.trim_end_matches('/');
        println!("{name}: {page}/training/{id}");
        let (abandoning, owner) = (api.clone(), token.clone());
        let racer = Racer {
            index,
            role: Role::of(index, options.racers),
            seed: options.seed,
            speed: options.speed,
            server: api.session_config(&token, id)?.server,
            course: Arc::new(OnceLock::from(course(&session)?)),
            abandon: Box::new(move || abandoning.abandon_session(&owner, id)),
            progress: Arc::default(),
            stop: Arc::clone(stop),
            all_done: Arc::clone(&field.all_done),
        };
        field.send_off(name, racer)?;
        sessions.push(id);
    }
    Ok(sessions)
}

fn course(session: &TrainingSessionDetail) -> Result<Course> {
    let graph = session.graph_json.as_ref();
    Course::read(graph.context("the session has no graph")?.as_str())
}
