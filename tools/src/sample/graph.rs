//! Writes a cast layout down as a `graph.json` of format 4.4.

use std::collections::HashSet;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use super::{
    cast::{Place, cast, node_id},
    items::{STARTING_GOODS, care_package},
    layout::{Layer, joins, layers},
    spec::GraphSpec,
};

/// First flag of `event_map`, as the generator allots them since format 4.2.
const FIRST_FLAG: u32 = 1_050_294_000;
/// Flag by which the client knows that start items were handed out.
const ITEMS_SPAWNED_FLAG: u32 = 1_050_290_000;

/// Makes the `graph.json` of a seed. The same arguments give the same text.
#[must_use]
pub fn graph(spec: &GraphSpec, seed: u32) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(u64::from(seed));
    let layers = layers(spec, &mut rng);
    let places = cast(&layers, spec.shuffle_bosses, &mut rng);
    let nodes = nodes(&layers, places);
    let links = links(&layers, &nodes, &mut rng);
    let document = document(seed, &layers, &nodes, &links, &mut rng);
    serde_json::to_string_pretty(&document).expect("a graph holds nothing JSON cannot say")
}

/// A place with its id and position.
struct Node {
    id: String,
    layer: usize,
    place: Place,
}

/// A fog gate from one node to another, by index into the nodes.
struct Link {
    from: usize,
    to: usize,
    /// Which of the gates out of `from` this is, 0 to 2.
    exit: usize,
    flag: u32,
}

fn nodes(layers: &[Layer], places: Vec<Vec<Place>>) -> Vec<Node> {
    let mut taken = HashSet::new();
    let mut nodes = Vec::with_capacity(layers.iter().map(|layer| layer.width).sum());
    for (layer, places) in places.into_iter().enumerate() {
        for place in places {
            nodes.push(Node {
                id: node_id(&place, &mut taken),
                layer,
                place,
            });
        }
    }
    nodes
}

fn links(layers: &[Layer], nodes: &[Node], rng: &mut ChaCha8Rng) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut first = 0;
    let mut exits = vec![0; nodes.len()];
    for pair in layers.windows(2) {
        let next = first + pair[0].width;
        for (a, b) in joins(pair[0].width, pair[1].width, rng) {
            let (from, to) = (first + a, next + b);
            let flag = FIRST_FLAG + count(links.len());
            links.push(Link {
                from,
                to,
                exit: exits[from],
                flag,
            });
            exits[from] += 1;
        }
        first = next;
    }
    links
}

fn document(
    seed: u32,
    layers: &[Layer],
    nodes: &[Node],
    links: &[Link],
    rng: &mut ChaCha8Rng,
) -> Value {
    let finish_event = FIRST_FLAG + count(links.len());
    let mut tables = Tables::default();
    let mut gates: Vec<Gates> = nodes.iter().map(|_| Gates::default()).collect();
    for link in links {
        gates[link.from].exits.push(link);
        gates[link.to].entrances.push(link);
    }
    for (index, node) in nodes.iter().enumerate() {
        let layer = &layers[node.layer];
        for zone in &node.place.zones {
            tables.area_tiers.insert(zone.clone(), layer.tier.into());
        }
        if index > 0 {
            let base = finish_event + 3 * count(index) - 2;
            tables
                .death_flags
                .insert(node.id.clone(), json!([base, base + 1, base + 2]));
        }
        tables.nodes.insert(
            node.id.clone(),
            node_json(node, layer, nodes, &gates[index]),
        );
    }
    for link in links {
        tables
            .event_map
            .insert(link.flag.to_string(), nodes[link.to].id.clone().into());
    }
    let last = nodes.len() - 1;
    let final_flag = links
        .iter()
        .find(|link| link.to == last)
        .map(|link| link.flag);
    json!({
        "version": "4.4",
        "seed": seed,
        "total_layers": layers.len(),
        "total_nodes": nodes.len(),
        "total_zones": tables.area_tiers.len(),
        "options": { "scale": true, "shuffle": true },
        "nodes": tables.nodes,
        "edges": links.iter().map(|link| edge(link, nodes)).collect::<Vec<_>>(),
        "connections": links.iter().map(|link| connection(link, nodes)).collect::<Vec<_>>(),
        "area_tiers": tables.area_tiers,
        "event_map": tables.event_map,
        "final_node_flag": final_flag,
        "finish_event": finish_event,
        "finish_boss_defeat_flag": defeat_flag(&nodes[last].place),
        "death_flags": tables.death_flags,
        "items_spawned_flag": ITEMS_SPAWNED_FLAG,
        "run_complete_message": "RUN COMPLETE",
        "chapel_grace": true,
        "sentry_torch_shop": true,
        "starting_item_lots": [],
        "starting_goods": STARTING_GOODS,
        "starting_runes": 100_000,
        "starting_golden_seeds": 5,
        "starting_sacred_tears": 4,
        "starting_larval_tears": 10,
        "starting_stonesword_keys": 6,
        "care_package": care_package(rng),
        "weapon_upgrade": 8,
        "remove_entities": [],
        "phantom_skins": {
            "gold-aura": { "speffects": [1_450_700] },
            "cyan-aura": { "speffects": [1_450_701] },
        },
        "plugins": {},
    })
}

/// The tables keyed by node, zone or flag.
#[derive(Default)]
struct Tables {
    nodes: Map<String, Value>,
    area_tiers: Map<String, Value>,
    event_map: Map<String, Value>,
    death_flags: Map<String, Value>,
}

/// The links out of and into one node.
#[derive(Default)]
struct Gates<'a> {
    exits: Vec<&'a Link>,
    entrances: Vec<&'a Link>,
}

fn node_json(node: &Node, layer: &Layer, nodes: &[Node], gates: &Gates) -> Value {
    let place = &node.place;
    let exits: Vec<Value> = gates
        .exits
        .iter()
        .map(|link| {
            let zone = exit_zone(place, link.exit);
            json!({
                "fog_id": format!("AEG099_00{}_9000", link.exit + 1),
                "text": place.gates[link.exit + 1],
                "from": zone,
                "from_text": if zone == "roundtable" { "Roundtable Hold" } else { place.name.as_str() },
                "to": nodes[link.to].id,
            })
        })
        .collect();
    let entrances: Vec<Value> = gates
        .entrances
        .iter()
        .map(|link| {
            json!({
                "text": place.gates[0],
                "from": nodes[link.from].id,
                "to": place.zones[0],
                "to_text": place.name,
            })
        })
        .collect();
    let mut node = json!({
        "type": layer.kind.word(),
        "display_name": place.name,
        "zones": place.zones,
        "layer": node.layer,
        "tier": layer.tier,
        "original_tier": place.original_tier,
        "weight": layer.weight,
        "exits": exits,
        "entrances": entrances,
    });
    if let Some(boss) = &place.boss {
        node["defeat_flag"] = defeat_flag(place).into();
        node["boss_name"] = (*boss.shuffled.first().unwrap_or(&boss.native)).into();
        if !boss.shuffled.is_empty() {
            node["randomized_bosses"] = boss.shuffled.clone().into();
        }
    }
    node
}

fn edge(link: &Link, nodes: &[Node]) -> Value {
    json!({ "from": nodes[link.from].id, "to": nodes[link.to].id })
}

fn connection(link: &Link, nodes: &[Node]) -> Value {
    let (from, to) = (&nodes[link.from].place, &nodes[link.to].place);
    json!({
        "exit_area": exit_zone(from, link.exit),
        "exit_gate": format!("{}_00_00_AEG099_00{}_9{:03}", from.map, link.exit + 1, link.from),
        "entrance_area": to.zones[0],
        "entrance_gate": format!("{}_00_00_AEG099_230_9{:03}", to.map, link.to),
        "flag_id": link.flag,
    })
}

/// Gates out stand in the zones of a place in turn.
fn exit_zone(place: &Place, exit: usize) -> &str {
    &place.zones[exit % place.zones.len()]
}

/// The game's own flag for a boss: area, block and a fixed ending.
fn defeat_flag(place: &Place) -> u32 {
    let digits: String = place.map.chars().filter(char::is_ascii_digit).collect();
    digits
        .parse::<u32>()
        .expect("maps are named by two pairs of digits")
        * 10_000
        + 800
}

/// A number of nodes or links as a flag offset.
fn count(number: usize) -> u32 {
    u32::try_from(number).expect("graphs stay far below four billion parts")
}
