//! What a player does.

use speedfog_tools::race_sim::Place;

use crate::race_server::RaceServer;
use crate::stand_in::StandIn;

/// Crosses a fog gate into `place`, at this in-game time.
pub(crate) fn cross(game: &mut StandIn, place: &Place, igt_ms: u32) {
    let flag = place.flags[0];
    game.tell(&format!("igt {igt_ms}"));
    game.let_pass();
    game.tell(&format!("flag {flag} on"));
    game.wait_for_log(&format!("FlagSeen {{ flag: {flag},"));
    game.tell("loading on");
    let [area, block, region, index] = place.map.0;
    game.tell(&format!(
        "map {area} {block} {region} {index} 12.5 3 -40.25 0"
    ));
    game.let_pass();
    game.tell("loading off");
}

/// Dies, and comes back at the last grace.
pub(crate) fn die(game: &mut StandIn, deaths: u32) {
    game.tell(&format!("deaths {deaths}"));
    game.tell("loading on");
    game.let_pass();
    game.tell("loading off");
}

/// The places on one way from the start to the final boss, the start left out.
pub(crate) fn way(server: &RaceServer) -> Vec<&Place> {
    let mut way = Vec::new();
    let mut at = server.course.start();
    while let Some(next) = server.course.place(at).exits.first() {
        at = *next;
        way.push(server.course.place(at));
    }
    way
}
