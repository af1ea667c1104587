//! What the mod costs a game. `cargo xtask mod --measure` prints the figures.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};

/// Processor time of the mod's threads and of the game's by name, in microseconds, and when it was.
struct Threads {
    at: Instant,
    spent: BTreeMap<String, u64>,
}

impl Threads {
    fn of(game: &mut StandIn) -> Self {
        let answer = game.tell("threads");
        let spent = answer
            .split_whitespace()
            .filter_map(|of| of.split_once('='))
            .filter(|(name, _)| *name == "main" || name.starts_with("speedfog-"))
            .map(|(name, spent)| (name.to_owned(), spent.parse().expect("a number")));
        Self {
            at: Instant::now(),
            spent: spent.collect(),
        }
    }

    /// Prints what each thread has cost since `before`.
    fn print_since(&self, before: &Self) {
        let passed = self.at - before.at;
        for (name, spent) in &self.spent {
            let earlier = before.spent.get(name).copied().unwrap_or(0);
            let spent = Duration::from_micros(spent.saturating_sub(earlier));
            let part = 100.0 * spent.as_secs_f64() / passed.as_secs_f64();
            println!("    {name}: {part:.2} % of a core");
        }
    }
}

/// Waits for the mod's next summary, and prints it.
fn print_costs(game: &StandIn, of: &[&str], number: usize) {
    for what in of {
        game.wait_for_log_times(what, number);
        let log = game.log();
        let line = log.lines().rfind(|line| line.contains(what));
        let (_, cost) = line
            .and_then(|line| line.split_once(what))
            .expect("it is there");
        println!("    {what}{cost}");
    }
}

/// One race of ten, seen by one of them; without the overlay, to see what the rest of the frame
/// costs.
fn measure(renderer: Renderer, overlay: bool) {
    let server = RaceServer::start();
    let names = [
        "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy",
    ];
    let race = server.race(&names);
    let pack = race.pack(0);
    pack.draw_with(renderer);
    // What the mod's lines about its cost begin with.
    let mut costs = vec!["drawing: ", "following: "];
    if !overlay {
        pack.hide_overlay();
        costs.remove(0);
    }
    let mut game = StandIn::start(&pack, renderer);
    race.wait_for("alice", "the mod", |of| of["status"] == "ready");
    let begun = Threads::of(&mut game);
    let seen = if overlay { "" } else { " without overlay" };
    println!("  {renderer:?}{seen}, waiting for the start, the first frames included");
    print_costs(&game, &costs, 1);
    let waited = Threads::of(&mut game);
    waited.print_since(&begun);

    race.start(0);
    race.wait_for_status("running");
    game.tell("igt 1000");
    game.tell("tick on");
    // Begins anew.
    game.tell("drawing");
    println!("  {renderer:?}{seen}, in the race");
    print_costs(&game, &costs, 2);
    Threads::of(&mut game).print_since(&waited);
    println!(
        "    drawing of the game with all that hooks add, median and longest in µs: {}",
        game.tell("drawing")
    );
    game.quit();
}

#[test]
#[ignore = "takes minutes, and shows figures only: cargo xtask mod --measure"]
fn what_the_mod_costs() {
    let load = || fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("  load before: {}", load().trim());
    measure(Renderer::Dx12, true);
    measure(Renderer::OpenGl, true);
    measure(Renderer::OpenGl, false);
    println!("  load after: {}", load().trim());
}
