//! What one racer is going to do, from the start to the end of the run.
//!
//! A plan follows from the course, a number and the racer's place in the field alone, so the
//! same race can be run again at any speed.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::course::Course;
use super::walk::Walker;

/// Least time between two steps, in milliseconds. Above the second within which the server takes
/// two entries into one node for the same.
pub(super) const STEP_MS: u32 = 1500;

/// What a racer is there to show, besides racing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing else.
    Steady,
    /// Loses the connection while crossing a gate and comes back.
    Disconnects,
    /// Gives up about half-way.
    GivesUp,
}

impl Role {
    /// The role of racer `index` among `count`: from two racers on one loses the connection,
    /// from three on one gives up.
    #[must_use]
    pub fn of(index: usize, count: usize) -> Self {
        match index {
            1 => Self::Disconnects,
            2.. if index + 1 == count => Self::GivesUp,
            _ => Self::Steady,
        }
    }
}

/// Something a racer does. Places are indexes into the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Walks through a gate.
    Cross {
        /// The place entered.
        to: usize,
    },
    /// Dies and stands up again in the same place.
    Die,
    /// Quits to the title screen and loads again.
    QuitOut,
    /// Travels back to a place visited before, because this one leads nowhere.
    GoBack {
        /// The place.
        to: usize,
    },
    /// The connection to the server breaks.
    LoseConnection,
    /// The connection can be made again.
    Reconnect,
    /// The final boss dies.
    Finish,
    /// Leaves the race.
    GiveUp,
}

/// An act and when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// In-game time in milliseconds.
    pub igt_ms: u32,
    /// What happens.
    pub act: Act,
}

/// A whole run. Ends with [`Act::Finish`] or [`Act::GiveUp`], and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Step>,
}

impl Plan {
    /// The plan of racer `index` for the race with this number.
    #[must_use]
    pub fn new(course: &Course, seed: u64, index: usize, role: Role) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(index as u64 + 1);
        let mut steps = Walker::new(course, rng.clone()).run();
        match role {
            Role::Steady => {}
            Role::Disconnects => lose_connection(&mut steps),
            Role::GivesUp => give_up(&mut steps, rng.random_range(35..60)),
        }
        Self { steps }
    }

    /// The steps in order of time.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// In-game time of the last step in milliseconds.
    #[must_use]
    pub fn end_ms(&self) -> u32 {
        self.steps.last().map_or(0, |step| step.igt_ms)
    }

    /// Whether the run ends with the death of the final boss.
    #[must_use]
    pub fn finishes(&self) -> bool {
        self.steps
            .last()
            .is_some_and(|step| step.act == Act::Finish)
    }
}

/// Breaks the connection around the crossing in the middle of the run.
fn lose_connection(steps: &mut Vec<Step>) {
    let crossings: Vec<usize> = (0..steps.len())
        .filter(|at| matches!(steps[*at].act, Act::Cross { .. }))
        .collect();
    let Some(&at) = crossings.get(crossings.len() / 2) else {
        return;
    };
    let crossing = steps[at].igt_ms;
    // Before anything else happens, since a death, say, is not reported without a connection.
    let next = steps
        .get(at + 1)
        .map_or(crossing + STEP_MS, |step| step.igt_ms);
    let back = crossing + ((next - crossing) / 2).min(30_000);
    steps.insert(
        at + 1,
        Step {
            igt_ms: back,
            act: Act::Reconnect,
        },
    );
    steps.insert(
        at,
        Step {
            igt_ms: crossing,
            act: Act::LoseConnection,
        },
    );
}

/// Ends the run after `percent` of its time.
fn give_up(steps: &mut Vec<Step>, percent: u32) {
    let end = steps.last().map_or(0, |step| step.igt_ms);
    let at = end / 100 * percent;
    steps.retain(|step| step.igt_ms + STEP_MS <= at);
    steps.push(Step {
        igt_ms: at,
        act: Act::GiveUp,
    });
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{Act, Course, Plan, Role};
    use crate::sample::{Pool, graph};

    fn course(seed: u32) -> Course {
        let pools = Pool::samples();
        let pool = &pools[seed as usize % pools.len()];
        Course::read(&graph(&pool.spec, seed)).expect("samples can be run through")
    }

    /// Walks the plan along the course and returns the number of places entered.
    fn check(course: &Course, plan: &Plan, role: Role) -> usize {
        let mut at = course.start();
        let mut visited = vec![at];
        let mut connected = true;
        let mut last = 0;
        for (number, step) in plan.steps().iter().enumerate() {
            assert!(step.igt_ms >= last, "time goes back at step {number}");
            last = step.igt_ms;
            let is_last = number + 1 == plan.steps().len();
            match step.act {
                Act::Cross { to } => {
                    assert!(
                        course.place(at).exits.contains(&to),
                        "no gate at step {number}"
                    );
                    at = to;
                    visited.push(to);
                }
                Act::GoBack { to } => {
                    assert!(connected && visited.contains(&to), "step {number}");
                    at = to;
                }
                Act::Die | Act::QuitOut => assert!(connected, "step {number}"),
                Act::LoseConnection => connected = false,
                Act::Reconnect => connected = true,
                Act::Finish => {
                    assert!(is_last && course.place(at).exits.is_empty());
                }
                Act::GiveUp => assert!(is_last && role == Role::GivesUp),
            }
        }
        assert!(connected, "never comes back");
        assert_eq!(plan.finishes(), role != Role::GivesUp);
        visited.len()
    }

    proptest! {
        // Making a graph takes most of the time.
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn plans_are_valid_walks(seed: u64, graph in 0..40u32, index in 0..8usize) {
            let course = course(graph);
            let role = Role::of(index, 8);
            let plan = Plan::new(&course, seed, index, role);
            let entered = check(&course, &plan, role);
            if plan.finishes() {
                prop_assert!(entered >= course.total_layers() as usize);
            }
            prop_assert_eq!(plan, Plan::new(&course, seed, index, role));
        }
    }

    #[test]
    fn racers_and_races_differ() {
        let course = course(1);
        let plan = |seed, index| Plan::new(&course, seed, index, Role::Steady);
        assert_ne!(plan(1, 0), plan(1, 1));
        assert_ne!(plan(1, 0), plan(2, 0));
    }

    #[test]
    fn a_field_shows_everything() {
        let mut acts = Vec::new();
        let course = course(3);
        for index in 0..12 {
            let plan = Plan::new(&course, 7, index, Role::of(index, 12));
            acts.extend(
                plan.steps()
                    .iter()
                    .map(|step| std::mem::discriminant(&step.act)),
            );
        }
        for act in [
            Act::Cross { to: 0 },
            Act::Die,
            Act::QuitOut,
            Act::GoBack { to: 0 },
            Act::LoseConnection,
            Act::Reconnect,
            Act::Finish,
            Act::GiveUp,
        ] {
            assert!(acts.contains(&std::mem::discriminant(&act)), "{act:?}");
        }
    }

    #[test]
    fn real_seeds_can_be_run_through() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/graphs");
        let Ok(files) = std::fs::read_dir(folder) else {
            return;
        };
        for path in files.flatten().map(|file| file.path()) {
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let text = std::fs::read_to_string(&path).expect("the file is readable");
                let course = Course::read(&text).expect("real seeds can be run through");
                for index in 0..6 {
                    let role = Role::of(index, 6);
                    check(&course, &Plan::new(&course, 1, index, role), role);
                }
            }
        }
    }
}
