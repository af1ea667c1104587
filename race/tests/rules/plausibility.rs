//! What looks like play, and what does not.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use speedfog_race::fixtures::{FIRST_FLAG, small_graph, wide_graph_builder};
use speedfog_race::plausibility::{MOST_PER_KIND, Suspicion, SuspicionKind, Watch};
use speedfog_race::{Progress, Report, SeedGraph};

use crate::sim::{BOSS, CRYPT, KEEP_FROM_CRYPT, LEFT, epoch, finished, flag, located, tick};

/// One run under watch.
struct Run {
    graph: SeedGraph,
    progress: Progress,
    watch: Watch,
    begun: bool,
    found: Vec<Suspicion>,
}

impl Run {
    fn on(graph: SeedGraph) -> Self {
        Self {
            graph,
            progress: Progress::default(),
            watch: Watch::default(),
            begun: false,
            found: Vec::new(),
        }
    }

    /// Reports at a second of real time.
    fn report(&mut self, second: i64, report: &Report) {
        let now: DateTime<Utc> = epoch() + TimeDelta::seconds(second);
        let steps = self.progress.decide(Some(&self.graph), !self.begun, report);
        for step in steps {
            self.begun = true;
            let found = self
                .watch
                .judge(&self.progress, &step, Some(&self.graph), now);
            self.found.extend(found);
            self.progress.apply(&step, now);
        }
    }

    fn kinds(&self) -> Vec<&'static str> {
        self.found.iter().map(|one| one.kind.as_str()).collect()
    }
}

/// Reports at these seconds of real time on the small graph, and what they raise.
#[track_caller]
fn check(reports: &[(i64, Report)], expected: &[&str]) -> Run {
    let mut run = Run::on(small_graph());
    for (second, report) in reports {
        run.report(*second, report);
    }
    assert_eq!(run.kinds(), expected, "{:?}", run.found);
    run
}

#[test]
fn a_clock_that_outruns_real_time() {
    check(&[(0, tick(5_000, 0)), (60, tick(155_000, 0))], &[]);
    let run = check(
        &[
            (0, tick(5_000, 0)),
            (60, tick(156_000, 0)),
            (61, tick(157_000, 0)),
        ],
        &["clock_fast"],
    );
    assert_eq!(
        run.found[0].detail,
        "91 s more in the game than on the clock."
    );
    assert_eq!(run.found[0].igt_ms, 156_000);
    // What was in the game before the race began is nobody's business.
    check(&[(0, tick(900_000, 0)), (60, tick(960_000, 0))], &[]);
}

#[test]
fn a_clock_that_falls() {
    check(&[(300, tick(300_000, 0)), (420, tick(180_000, 0))], &[]);
    let run = check(
        &[
            (300, tick(300_000, 0)),
            (420, tick(179_000, 0)),
            (421, tick(180_000, 0)),
        ],
        &["clock_back"],
    );
    assert_eq!(run.found[0].detail, "121 s less in the game than before.");
}

#[test]
fn a_node_that_nothing_leads_to() {
    let crypt = || flag(CRYPT, 60_000);
    check(&[(60, crypt()), (89, tick(89_000, 0))], &[]);
    let run = check(&[(60, crypt()), (90, tick(90_000, 0))], &["not_adjacent"]);
    assert_eq!(run.found[0].detail, "Nothing visited leads to CRYPT.");
    assert_eq!(run.found[0].igt_ms, 60_000);
    // Flags of a reconnect arrive in any order.
    check(
        &[
            (60, crypt()),
            (61, flag(LEFT, 30_000)),
            (200, tick(200_000, 0)),
        ],
        &[],
    );
    // The end of the run is the last occasion.
    check(
        &[
            (60, crypt()),
            (61, flag(BOSS, 61_000)),
            (62, finished(62_000)),
        ],
        &["not_adjacent", "not_adjacent"],
    );
}

#[test]
fn an_end_before_the_end() {
    let run = check(
        &[(60, flag(LEFT, 60_000)), (70, finished(70_000))],
        &["finish_early"],
    );
    assert_eq!(run.found[0].detail, "Finished without a visit to BOSS.");
}

#[test]
fn a_way_that_takes_longer() {
    // Each of the nodes is expected to take one and a half minutes.
    let way = |igt_ms: u32| {
        [
            (60, flag(LEFT, igt_ms / 3)),
            (61, flag(CRYPT, igt_ms * 2 / 3)),
            (62, flag(KEEP_FROM_CRYPT, igt_ms)),
        ]
    };
    check(&way(13_500), &[]);
    let run = check(&way(13_499), &["too_fast", "too_fast", "too_fast"]);
    assert_eq!(
        run.found[2].detail,
        "KEEP was reached after 13 s, by a way of about 4 min."
    );
}

#[test]
fn the_number_of_suspicions_is_bounded() {
    let mut run = Run::on(small_graph());
    for second in 0..50 {
        let igt_ms = if second % 2 == 0 { 900_000 } else { 1_000 };
        run.report(second, &tick(igt_ms, 0));
    }
    let count = |kind| run.found.iter().filter(|one| one.kind == kind).count();
    for kind in [SuspicionKind::ClockFast, SuspicionKind::ClockBack] {
        assert_eq!(count(kind), usize::from(MOST_PER_KIND));
    }
    let mut resumed = Run::on(small_graph());
    resumed.watch = Watch::resume([SuspicionKind::FinishEarly; MOST_PER_KIND as usize]);
    resumed.report(0, &finished(1_000_000));
    assert!(resumed.found.is_empty());
}

/// What may happen to an honest runner on the way through one node.
#[derive(Clone, Debug)]
enum Turn {
    /// Seconds of play.
    Play(u32),
    /// Seconds in menus and loading screens, where IGT stands still.
    Stand(u32),
    /// IGT falls by this many seconds, after quitting or a crash.
    Fall(u32),
    /// Nothing arrives for this long, in seconds.
    Silence(u32),
    /// The mod was restarted and reports all its flags again, in order or in reverse.
    Again { reverse: bool },
    /// A fast travel to a node visited before.
    Travel(usize),
    /// Back through the gate just crossed.
    Back,
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        6 => (5_u32..600).prop_map(Turn::Play),
        2 => (1_u32..600).prop_map(Turn::Stand),
        1 => (1_u32..10).prop_map(Turn::Fall),
        2 => (1_u32..60).prop_map(Turn::Silence),
        1 => any::<bool>().prop_map(|reverse| Turn::Again { reverse }),
        1 => (0_usize..9).prop_map(Turn::Travel),
        1 => Just(Turn::Back),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn honest_play_is_never_suspected(
        ways in proptest::collection::vec((0_usize..4, proptest::collection::vec(turn(), 0..4)), 1..9),
        before in 0_u32..4_000,
    ) {
        let mut run = Run::on(wide_graph_builder(6, 4).build());
        let graph = wide_graph_builder(6, 4).build();
        let flag_into = |from: &str, to: &str| {
            let edge = graph.edges().position(|(a, b)| a.id().as_str() == from && b.id().as_str() == to);
            FIRST_FLAG + u32::try_from(edge.unwrap()).unwrap()
        };
        // Real time, IGT, and the time until which nothing gets through.
        let (mut second, mut igt, mut silent_until) = (1_i64, before + 1, 0_i64);
        let mut late: Vec<Report> = Vec::new();
        let mut flags: Vec<(u32, u32)> = Vec::new();
        let mut path = vec!["start".to_owned()];
        for (choice, turns) in ways {
            let mut turns = turns;
            // Longer than the way could be with all that is lost on it.
            turns.push(Turn::Play(45));
            for turn in turns {
                let (wait, fall) = match turn {
                    Turn::Play(seconds) => {
                        igt += seconds;
                        (seconds, 0)
                    }
                    Turn::Stand(seconds) => (seconds, 0),
                    Turn::Fall(seconds) => (20, seconds.min(igt - 1)),
                    Turn::Silence(seconds) => {
                        if second >= silent_until {
                            silent_until = second + i64::from(seconds);
                        }
                        (0, 0)
                    }
                    Turn::Again { reverse } => {
                        let mut again = flags.clone();
                        if reverse {
                            again.reverse();
                        }
                        late.extend(again.into_iter().map(|(flag_id, _)| Report::Flag {
                            flag_id,
                            igt_ms: Some(igt * 1000),
                            event_id: None,
                        }));
                        (1, 0)
                    }
                    Turn::Travel(to) => {
                        let node = path[to % path.len()].clone();
                        late.push(located(&node));
                        (1, 0)
                    }
                    Turn::Back => {
                        late.push(Report::Zone {
                            node: path.iter().rev().nth(1).map(|node| node.as_str().into()),
                            igt_ms: Some(igt * 1000),
                            event_id: None,
                        });
                        (1, 0)
                    }
                };
                // What was held back arrives as soon as the line is there again.
                let through = second.max(silent_until);
                second += i64::from(wait);
                igt -= fall;
                if second >= silent_until {
                    for report in late.drain(..) {
                        run.report(through, &report);
                    }
                    run.report(second, &tick(igt * 1000, 0));
                }
            }
            let here = graph.node(path.last().unwrap()).unwrap();
            let exits: Vec<_> = here.exits().filter_map(|exit| exit.to_node).collect();
            let Some(next) = exits.get(choice % exits.len().max(1)) else { break };
            let flag_id = flag_into(here.id(), next.id());
            flags.push((flag_id, igt));
            late.push(Report::Flag { flag_id, igt_ms: Some(igt * 1000), event_id: None });
            path.push(next.id().to_string());
        }
        second = second.max(silent_until) + 1;
        for report in late.drain(..) {
            run.report(second, &report);
        }
        run.report(second + 1, &tick((igt + 1) * 1000, 0));
        if graph.node(path.last().unwrap()).unwrap().kind() == "final_boss" {
            run.report(second + 2, &finished((igt + 2) * 1000));
        }
        run.report(second + 60, &tick((igt + 3) * 1000, 0));
        prop_assert!(run.found.is_empty(), "{:?} on {:?}", run.found, path);
    }
}
