//! The way of one racer through a course, decided gate by gate.

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::course::{Course, Place};
use super::plan::{Act, STEP_MS, Step};

/// How far back along the own way somebody remembers another exit.
const MEMORY: usize = 4;

/// Somebody on the way, with habits of their own.
pub(super) struct Walker<'a> {
    course: &'a Course,
    rng: ChaCha8Rng,
    steps: Vec<Step>,
    clock: f64,
    /// Places in the order of their first visit.
    trail: Vec<usize>,
    at: usize,
    /// Factor on every duration; below 1 is fast.
    pace: f64,
    /// Deaths expected from a boss.
    clumsiness: f64,
    /// Chance that a place turns out to be a dead end.
    bad_luck: f64,
    quit_outs: f64,
}

impl<'a> Walker<'a> {
    pub(super) fn new(course: &'a Course, mut rng: ChaCha8Rng) -> Self {
        Self {
            course,
            steps: Vec::new(),
            clock: rng.random_range(1000.0..4000.0),
            trail: vec![course.start()],
            at: course.start(),
            pace: rng.random_range(0.75..1.25),
            clumsiness: rng.random_range(0.2..1.6),
            bad_luck: rng.random_range(0.03..0.12),
            quit_outs: rng.random_range(0.02..0.10),
            rng,
        }
    }

    /// Walks to the end and tells what happened on the way.
    pub(super) fn run(mut self) -> Vec<Step> {
        loop {
            let place = self.course.place(self.at);
            self.explore(place, 1.0);
            if place.exits.is_empty() {
                self.step(Act::Finish);
                return self.steps;
            }
            let mut to = self.choose(place);
            if self.rng.random_bool(self.bad_luck)
                && let Some((back, other)) = self.detour()
            {
                self.step(Act::GoBack { to: back });
                self.at = back;
                self.explore(self.course.place(back), 0.3);
                to = other;
            }
            self.step(Act::Cross { to });
            self.at = to;
            if !self.trail.contains(&to) {
                self.trail.push(to);
            }
        }
    }

    fn step(&mut self, act: Act) {
        let earliest = self.steps.last().map_or(0, |step| step.igt_ms + STEP_MS);
        self.clock = self.clock.max(f64::from(earliest));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and a run of a thousand hours would still fit"
        )]
        self.steps.push(Step {
            igt_ms: self.clock as u32,
            act,
        });
    }

    /// Spends the time that a place takes, with what goes wrong there.
    fn explore(&mut self, place: &Place, share: f64) {
        let luck = self.rng.random_range(0.7..1.4);
        let time = place.minutes * 60_000.0 * self.pace * luck * share;
        let expected = self.clumsiness * if place.boss { 1.0 } else { 0.25 } * share;
        let mut deaths = 0;
        while deaths < 6 && self.rng.random_bool((expected / (1.0 + expected)).min(0.7)) {
            deaths += 1;
        }
        for _ in 0..deaths {
            self.clock += time * self.rng.random_range(0.15..0.4);
            self.step(Act::Die);
        }
        let rest = time * (1.0 - 0.1 * f64::from(deaths));
        if self.rng.random_bool(self.quit_outs) {
            let before = self.rng.random_range(0.2..0.8);
            self.clock += rest * before;
            self.step(Act::QuitOut);
            self.clock += rest * (1.0 - before);
        } else {
            self.clock += rest;
        }
    }

    /// An exit, rather one not taken before.
    fn choose(&mut self, place: &Place) -> usize {
        let fresh: Vec<usize> = place
            .exits
            .iter()
            .copied()
            .filter(|exit| !self.trail.contains(exit))
            .collect();
        let from = if fresh.is_empty() {
            &place.exits
        } else {
            &fresh
        };
        *from
            .choose(&mut self.rng)
            .expect("a place with exits was asked for")
    }

    /// A place to go back to, and another way from there.
    fn detour(&mut self) -> Option<(usize, usize)> {
        let back: Vec<usize> = self
            .trail
            .iter()
            .rev()
            .take(MEMORY)
            .copied()
            .filter(|back| *back != self.at && self.course.place(*back).exits.len() > 1)
            .collect();
        let back = *back.choose(&mut self.rng)?;
        Some((back, self.choose(self.course.place(back))))
    }
}
