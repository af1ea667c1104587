//! Seeds of the older generation, whose flags the game forgets by itself.

use serde_json::{Map, Value};

use crate::moves::{cross, die, way};
use crate::race::{check_journal, has_status, is_in_layer};
use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};
use crate::wait_for;

/// First flag of the samples, and of the older generation.
const FLAGS: [u32; 2] = [1_050_294_000, 1_040_292_800];
/// The flag that remembers the gift of items where the seed names none.
const GUARD: u32 = 1_040_292_900;
/// What graphs of format 4.1 do not have.
const LATER: [&str; 6] = [
    "death_flags",
    "items_spawned_flag",
    "phantom_skins",
    "plugins",
    "sentry_torch_shop",
    "weapon_upgrade",
];
const LATER_OF_NODES: [&str; 3] = ["boss_name", "defeat_flag", "randomized_bosses"];

/// A sample's graph as one of format 4.1.
pub(crate) fn aged(graph: &str) -> String {
    let mut graph: Map<String, Value> = serde_json::from_str(graph).expect("JSON");
    graph.retain(|key, _| !LATER.contains(&key.as_str()));
    graph.insert("version".into(), "4.1".into());
    graph.insert("total_paths".into(), 1.into());
    for key in ["final_node_flag", "finish_event"] {
        age_flag(&mut graph[key]);
    }
    for connection in graph["connections"].as_array_mut().expect("a list") {
        age_flag(&mut connection["flag_id"]);
        connection["exit_entity_id"] = 755_894_010.into();
    }
    let events = graph["event_map"].as_object_mut().expect("an object");
    *events = std::mem::take(events)
        .into_iter()
        .map(|(flag, node)| (older(flag.parse().expect("a flag")).to_string(), node))
        .collect();
    for node in graph["nodes"].as_object_mut().expect("nodes").values_mut() {
        let node = node.as_object_mut().expect("a node");
        node.retain(|key, _| !LATER_OF_NODES.contains(&key.as_str()));
        node.insert("weight".into(), 1.into());
    }
    Value::from(graph).to_string()
}

fn age_flag(flag: &mut Value) {
    let number = flag.as_u64().expect("a flag");
    *flag = older(number).into();
}

fn older(flag: u64) -> u64 {
    let [newer, older] = FLAGS.map(u64::from);
    flag - newer + older
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_seed_of_the_older_generation_is_played_to_its_end() {
    let server = RaceServer::start_with_older_seed();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", has_status("ready"));
    race.start(0);
    race.wait_for_status("running");
    game.tell("igt 1000");
    race.wait_for("alice", "the first status", has_status("playing"));
    // The seed names no flag for it.
    game.wait_for_log("items given");
    wait_for("the guard", || {
        (game.tell(&format!("flag {GUARD} ?")) == "1").then_some(())
    });

    let way = way(&server);
    assert_eq!(way[0].flags[0] / 1000, FLAGS[1] / 1000);
    for (index, place) in way.iter().enumerate() {
        cross(&mut game, place, 60_000 * (1 + index as u32));
        race.wait_for("alice", "a gate", is_in_layer(place.layer));
        // The game forgets such flags by itself, so none of them is still there.
        assert_eq!(game.tell(&format!("flag {} ?", place.flags[0])), "0");
        if index == 0 {
            die(&mut game, 1);
            race.wait_for("alice", "a death", |of| of["death_count"] == 1);
        }
        if index == 1 {
            // Nothing of the race is in the save; the mod begins anew and goes on.
            game.quit();
            game = StandIn::start(&pack, Renderer::OpenGl);
            game.tell("deaths 1");
            game.tell("igt 130000");
            game.wait_for_log("happening=Connected");
        }
    }
    game.wait_for_overlay("older-boss");
    game.tell("igt 456789");
    game.let_pass();
    game.tell(&format!("flag {} on", server.course.finish_flag()));
    let end = race.wait_for("alice", "the finish", has_status("finished"));
    assert_eq!(end["death_count"], 1);
    check_journal(&race.journal(0), &way, 456_789);
    assert!(!game.log().contains("panicked"), "{}", game.log());
    game.quit();
}
