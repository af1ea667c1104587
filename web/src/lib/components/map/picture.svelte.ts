import { untrack } from 'svelte';
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';
import type { MapLayout } from '$lib/map/layout';
import { standsOn, type Place } from '$lib/map/markers';
import { layTrails, pathsUntil } from '$lib/map/trails';
import { Ways } from '$lib/map/travel';
import { runsByZone } from '$lib/stats/visits';
import { playersById, whoIsWhere } from './presence';

/** What a map shows, as values that move on by themselves. */
export interface Scene {
	graph: SeedGraph;
	layout: MapLayout;
	/** Everybody as of the moment shown, in the order of the leaderboard. */
	participants: ParticipantInfo[];
	/** The same people with everything known of them, so that lines keep their lanes over time. */
	field: ParticipantInfo[];
	/** Where they are; left out, they walk from place to place by themselves. */
	places?: Place[];
	/** True from the start of the race on. */
	racing: boolean;
	/** Those looked at; nobody means everybody. */
	selected: ReadonlySet<string>;
	/** Of the lines only the last ways are drawn, the older the paler. */
	tails?: boolean;
}

/** How strong a line is, and the ways of a tail, the last first. */
const lineStrength = 0.85;
const tailStrengths = [0.85, 0.45, 0.18];

const byColor = (a: ParticipantInfo, b: ParticipantInfo) =>
	a.color_index - b.color_index || (a.id < b.id ? -1 : 1);

const visitsKey = (player: ParticipantInfo) => `${player.id} ${player.zone_history?.length ?? 0}`;

/**
 * Everything drawn upon the ground of a map. Clocks tick with every message; lines, lights and
 * popups change only when somebody has moved or died. Each is made anew only then.
 */
export class MapPicture {
	#scene: Scene;

	/** @param scene its values are read one by one, so that what moves with every frame disturbs nothing else */
	constructor(scene: Scene) {
		this.#scene = scene;
	}

	#layout = $derived.by(() => this.#scene.layout);
	ways = $derived.by(() => new Ways(this.#layout));
	#fieldKey = $derived.by(() => this.#scene.field.map(visitsKey).join());
	#shownKey = $derived.by(() =>
		this.#scene.participants
			.map((one) => `${visitsKey(one)} ${one.death_count} ${one.status} ${one.current_zone}`)
			.join()
	);
	#trails = $derived.by(() => {
		void this.#fieldKey;
		const field = untrack(() => this.#scene.field);
		return layTrails(
			field.map(({ id, zone_history }) => ({ id, history: zone_history })),
			this.#layout
		);
	});

	/** Everybody as of the last change that a map can show. */
	players: ParticipantInfo[] = $derived.by(() => {
		void this.#shownKey;
		return untrack(() => this.#scene.participants);
	});
	byId = $derived.by(() => playersById(this.players));
	lines = $derived.by(() => {
		const { selected, tails } = this.#scene;
		const nodes = this.#layout.byId;
		return this.#trails.flatMap((trail) => {
			const player = this.byId.get(trail.id);
			const visits = (player?.zone_history ?? []).filter(({ node_id }) => nodes.has(node_id));
			const paths = pathsUntil(trail, visits.length);
			const faded = selected.size > 0 && !selected.has(trail.id);
			const line = (key: string, path: string, strength: number) => ({
				key: `${trail.id} ${key}`,
				path,
				colorIndex: player?.color_index ?? 0,
				strength: faded ? 0 : strength
			});
			if (tails !== true) return [line('', paths.join(''), lineStrength)];
			// The key of a way stays while it grows paler, so that it fades instead of jumping.
			return tailStrengths.flatMap((strength, back) => {
				const at = paths.length - 1 - back;
				return paths[at] === undefined ? [] : [line(String(at), paths[at], strength)];
			});
		});
	});
	runs = $derived.by(() => runsByZone(this.players, this.#scene.graph));
	here = $derived.by(() => whoIsWhere(this.players, this.#scene.graph, this.#scene.racing));
	/** An order that no lead changes: elements stay as they are, and so does everybody's turn in a line. */
	#turns = $derived.by(() => [...this.players].sort(byColor));
	stands = $derived.by(() =>
		this.#turns.flatMap((player) => {
			const node = standsOn(player, this.#scene.graph, this.#scene.racing);
			return node === null ? [] : [{ id: player.id, node }];
		})
	);
	/** Those who have a disc on the map, always in the same order. */
	shown: ParticipantInfo[] = $derived.by(() => {
		const nodes = this.#layout.byId;
		const placed = this.stands.filter(({ node }) => nodes.has(node));
		return placed.flatMap(({ id }) => this.byId.get(id) ?? []);
	});
	/** Who is ahead of others; null while everybody stands at the start, and once it is decided. */
	leader: string | null = $derived.by(() => {
		const [first] = this.players;
		const ahead = first?.status === 'playing' && first.current_layer > 0;
		return ahead && this.players.length > 1 ? first.id : null;
	});
	/** Where everybody is; undefined where they walk by themselves. */
	places: Place[] | undefined = $derived.by(() => {
		const { places } = this.#scene;
		return (
			places && this.#turns.flatMap((player) => places.find(({ id }) => id === player.id) ?? [])
		);
	});
	deaths = $derived.by(() => {
		const { selected } = this.#scene;
		return this.#layout.nodes.flatMap((placed) => {
			const deaths = (this.runs.get(placed.node.id) ?? [])
				.filter(({ player }) => selected.size === 0 || selected.has(player.id))
				.reduce((sum, run) => sum + run.deaths, 0);
			return deaths > 0 ? [{ placed, deaths }] : [];
		});
	});
}
