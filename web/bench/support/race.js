/*
 * A race made up from a seed of thirty layers: twenty racers who all take their own way, lose time,
 * die and turn back, always the same. Where a checkout of real seeds is beside this one, the race is
 * run on the largest of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const raceId = '11111111-2222-4333-8444-555555555555';
const names = [
	...['Aveline', 'Boreas', 'Cinder', 'Dagmar', 'Eirik', 'Fennimore', 'Grizelda', 'Hollow'],
	...['Ilsabet', 'Jotun', 'KaleTheMerchant', 'Lenne', 'Morwenna', 'Nox', 'OldKnightIstvan'],
	...['Petrichor', 'Quill', 'Rennala_Fan_1987', 'Sorceress', 'Torrent']
];

export function readGraph() {
	const real = fileURLToPath(
		new URL('../../../../shared/data/graphs/standard-396032005.json', import.meta.url)
	);
	return existsSync(real) ? JSON.parse(readFileSync(real, 'utf8')) : madeUpGraph();
}

/** Thirty layers of up to four places under names as long as real ones. */
function madeUpGraph() {
	const places = ['Stormveil Castle', 'Perfumer Tricia and Misbegotten Warrior', 'Coastal Cave'];
	const areas = ['Altus Plateau', 'Limgrave', 'Caelid'];
	const ids = Array.from({ length: 30 }, (_, layer) =>
		Array.from({ length: layer % 29 === 0 ? 1 : 4 - (layer % 7 === 3 ? 1 : 0) }, (_, i) => [
			`n${layer}_${i}`,
			{
				type: layer === 0 ? 'start' : layer === 29 ? 'final_boss' : kinds[(layer + i) % 4],
				layer,
				tier: Math.ceil(layer / 2),
				display_name: `${areas[layer % 3]} - ${places[(layer + i) % 3]}`
			}
		])
	);
	const edges = ids
		.slice(1)
		.flatMap((column, layer) =>
			column.flatMap(([to], i) =>
				ids[layer]
					.filter((_, j) => Math.abs(i - j) < 2 || ids[layer].length === 1 || column.length === 1)
					.map(([from]) => ({ from, to }))
			)
		);
	return { version: '4.4', total_layers: 30, nodes: Object.fromEntries(ids.flat()), edges };
}

const kinds = ['mini_dungeon', 'boss_arena', 'legacy_dungeon', 'major_boss'];

/** Numbers between 0 and 1 that are the same in every run. */
function dice(seed) {
	let state = seed * 2_654_435_761;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

/** The race as a function of its clock: `at(ms)` is everybody in order, with the leader's splits. */
export class Race {
	/** @param {number} length how long the slower ones take, in ms */
	constructor(length, racers = names.length) {
		this.graph = readGraph();
		this.length = length;
		this.layers = this.graph.total_layers;
		const out = new Map(Object.keys(this.graph.nodes).map((id) => [id, []]));
		for (const { from, to } of this.graph.edges) out.get(from)?.push(to);
		const [start] = Object.entries(this.graph.nodes).find(([, { type }]) => type === 'start');
		this.runs = names.slice(0, racers).map((name, i) => run(start, out, length, i, name));
	}

	at(ms) {
		const players = this.runs.map((one) => this.#player(one, ms)).sort(byRank);
		const [leader] = players;
		return {
			participants: players.map((player) => ({
				...player,
				gap_ms: player === leader ? null : player.layer_entry_igt - leader.layer_entry_igt
			})),
			leader_splits: Object.fromEntries(
				leader.zone_history.map(({ node_id, igt_ms }) => [this.graph.nodes[node_id].layer, igt_ms])
			)
		};
	}

	#player({ id, name, color, visits, end, quits }, ms) {
		const over = ms >= end;
		const igt_ms = Math.min(ms, end);
		const history = visits
			.filter(({ at }) => at <= igt_ms)
			.map(({ node, at, leaves, deaths }) => ({
				node_id: node,
				igt_ms: at,
				deaths: Math.floor((deaths * Math.min(igt_ms - at, leaves - at)) / (leaves - at))
			}));
		const layers = history.map(({ node_id }) => this.graph.nodes[node_id].layer);
		const front = Math.max(...layers);
		const status = !over ? 'playing' : quits ? 'abandoned' : 'finished';
		return {
			id,
			twitch_username: name.toLowerCase(),
			twitch_display_name: name,
			status,
			current_zone: history.at(-1).node_id,
			current_layer: status === 'finished' ? this.layers : front,
			current_layer_tier: null,
			igt_ms: Math.round(igt_ms),
			death_count: history.reduce((sum, { deaths }) => sum + deaths, 0),
			color_index: color,
			mod_connected: status === 'playing',
			zone_history: history,
			gap_ms: null,
			layer_entry_igt: history[layers.indexOf(front)].igt_ms,
			is_live: color % 5 === 0,
			stream_url: null,
			held: false,
			corrected: false
		};
	}

	state(status, ms, startedAt = new Date(Date.now() - ms).toISOString()) {
		return {
			type: 'race_state',
			race: {
				id: raceId,
				name: 'Autumn Cup, last heat',
				status,
				started_at: status === 'setup' ? null : startedAt,
				seeds_released_at: startedAt
			},
			seed: {
				seed_id: raceId,
				total_layers: this.layers,
				graph_json: this.graph,
				total_nodes: Object.keys(this.graph.nodes).length,
				total_paths: 0,
				event_ids: [],
				finish_event: null,
				spawn_items: [],
				items_spawned_flag: null
			},
			participants: status === 'setup' ? this.waiting() : this.at(ms).participants
		};
	}

	waiting() {
		return this.at(0).participants.map((player, i) => ({
			...player,
			status: i % 3 === 0 ? 'registered' : 'ready',
			current_zone: null,
			zone_history: null,
			layer_entry_igt: null,
			mod_connected: i % 4 !== 0
		}));
	}

	detail(status, ms) {
		const user = {
			id: raceId,
			twitch_username: 'maren',
			twitch_display_name: 'Maren',
			twitch_avatar_url: null
		};
		const { race, seed, participants } = this.state(status, ms);
		return {
			...race,
			organizer: user,
			co_organizers: [],
			casters: [],
			participants: participants.map((player, i) => ({
				id: player.id,
				status: player.status,
				current_layer: player.current_layer,
				igt_ms: player.igt_ms,
				death_count: player.death_count,
				color_index: player.color_index,
				held: false,
				corrected: false,
				user: {
					id: `${raceId.slice(0, -2)}${10 + i}`,
					twitch_username: player.twitch_username,
					twitch_display_name: player.twitch_display_name,
					twitch_avatar_url: null
				}
			})),
			pending_invites: [],
			pool_name: 'standard',
			pool_config: null,
			is_public: true,
			open_registration: false,
			max_participants: null,
			participant_count: participants.length,
			created_at: race.seeds_released_at,
			scheduled_at: null,
			starts_at: null,
			fog_of_war: true,
			seed_number: 'c5f1a9',
			seed_total_layers: seed.total_layers,
			seed_total_nodes: seed.total_nodes,
			seed_total_paths: null
		};
	}
}

/** One racer's way through the seed. */
function run(start, out, length, i, name) {
	const roll = dice(i + 1);
	const way = [start];
	for (let last = start; out.get(last).length > 0; last = way.at(-1)) {
		const ahead = out.get(last);
		// Now and then somebody thinks better of it.
		if (way.length > 2 && roll() < 0.12) way.push(way.at(-2), last);
		way.push(ahead[Math.floor(roll() * ahead.length)]);
	}
	const pace = 0.82 + 0.18 * roll();
	const shares = way.map(() => 0.4 + roll());
	const whole = shares.reduce((sum, share) => sum + share, 0);
	let at = 0;
	const visits = way.map((node, k) => {
		const visit = { node, at: Math.round(at), deaths: roll() < 0.4 ? Math.floor(roll() * 6) : 0 };
		at += (shares[k] / whole) * pace * length;
		return { ...visit, leaves: Math.round(at) };
	});
	const quits = i % 9 === 8;
	return {
		id: `${raceId.slice(0, -4)}${5000 + i}`,
		name,
		color: i,
		visits,
		end: quits ? Math.round(length * (0.3 + 0.2 * roll())) : Math.round(at),
		quits
	};
}

const groups = { finished: 0, playing: 1, abandoned: 4 };

const byRank = (a, b) =>
	groups[a.status] - groups[b.status] ||
	(a.status === 'finished'
		? a.igt_ms - b.igt_ms
		: b.current_layer - a.current_layer || a.layer_entry_igt - b.layer_entry_igt);
