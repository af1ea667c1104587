/** Numbers of a finished race as lines and bars. Times in ms of IGT. */
import type { ParticipantInfo } from '$lib/api/types';
import type { MapNode, SeedGraph } from '$lib/map/graph';
import { runsByZone, zoneRuns, type ZoneRun } from './visits';

export interface Line {
	player: ParticipantInfo;
	/** By x. */
	points: { x: number; y: number }[];
}

/** When each layer, or a deeper one, was first entered; index is the layer. */
export function entries(player: ParticipantInfo, graph: SeedGraph): number[] {
	const times: number[] = [];
	for (const { node, entered } of zoneRuns(player, graph).values()) {
		const layer = graph.byId.get(node)?.layer ?? 0;
		while (times.length <= layer) times.push(entered);
	}
	return times;
}

/** How deep everybody was over time, counted from 1; a finish counts one more. */
export function progressLines(players: ParticipantInfo[], graph: SeedGraph): Line[] {
	return players
		.map((player) => ({ player, times: entries(player, graph) }))
		.filter(({ times }) => times.length > 0)
		.map(({ player, times }) => ({
			player,
			points: [
				...times.map((x, layer) => ({ x, y: layer + 1 })),
				{ x: player.igt_ms, y: times.length + (player.status === 'finished' ? 1 : 0) }
			]
		}));
}

/**
 * How far everybody was behind the first of `players` at each layer, by layer counted from 1. Empty
 * when the first never started.
 */
export function gapLines(players: ParticipantInfo[], graph: SeedGraph): Line[] {
	const [first] = players;
	const pace = first === undefined ? [] : entries(first, graph);
	if (first === undefined || pace.length === 0) return [];
	return players.flatMap((player) => {
		const times = entries(player, graph);
		const points = times.flatMap((time, layer) => {
			const before = pace[layer];
			return before === undefined ? [] : [{ x: layer + 1, y: time - before }];
		});
		if (player.status === 'finished' && first.status === 'finished') {
			points.push({ x: pace.length + 1, y: player.igt_ms - first.igt_ms });
		}
		return points.length === 0 ? [] : [{ player, points }];
	});
}

export interface ZoneNumbers {
	node: MapNode;
	visitors: number;
	deaths: number;
	/** Of those who went on; null when nobody did. */
	mean: number | null;
	quickest: ZoneRun | null;
}

/** Every place that somebody has been to, in the order of the map. */
export function zoneNumbers(players: ParticipantInfo[], graph: SeedGraph): ZoneNumbers[] {
	const runs = runsByZone(players, graph);
	return graph.columns.flat().flatMap((node): ZoneNumbers[] => {
		const all = runs.get(node.id) ?? [];
		if (all.length === 0) return [];
		const cleared = all.filter(({ outcome }) => outcome === 'cleared');
		const total = cleared.reduce((sum, { time }) => sum + time, 0);
		return [
			{
				node,
				visitors: all.length,
				deaths: all.reduce((sum, { deaths }) => sum + deaths, 0),
				mean: cleared.length === 0 ? null : total / cleared.length,
				quickest: cleared[0] ?? null
			}
		];
	});
}

export interface Duel {
	layer: number;
	/** First entry of either; null where they did not get to. */
	first: number | null;
	second: number | null;
	/** The second's time less the first's; null unless both got there. */
	gap: number | null;
}

/** Two racers layer by layer, counted from 1; one row more for the finish. */
export function duel(a: ParticipantInfo, b: ParticipantInfo, graph: SeedGraph): Duel[] {
	const [left, right] = [entries(a, graph), entries(b, graph)];
	const end = (player: ParticipantInfo) => (player.status === 'finished' ? player.igt_ms : null);
	const row = (layer: number, first: number | null, second: number | null): Duel => ({
		layer,
		first,
		second,
		gap: first === null || second === null ? null : second - first
	});
	return [
		...Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
			row(i + 1, left[i] ?? null, right[i] ?? null)
		),
		row(graph.columns.length + 1, end(a), end(b))
	];
}

/** The second's time less the first's at the last layer both have reached; null before any. */
export function lastGap(a: ParticipantInfo, b: ParticipantInfo, graph: SeedGraph): number | null {
	return duel(a, b, graph).findLast(({ gap }) => gap !== null)?.gap ?? null;
}

export interface Totals {
	finishers: number;
	racers: number;
	/** Null when nobody finished. */
	winning: number | null;
	slowest: number | null;
	/** Over everybody who raced. */
	meanDeaths: number;
}

export function totals(players: ParticipantInfo[]): Totals {
	const times = players.filter(({ status }) => status === 'finished').map(({ igt_ms }) => igt_ms);
	const deaths = players.reduce((sum, { death_count }) => sum + death_count, 0);
	return {
		finishers: times.length,
		racers: players.length,
		winning: times.length === 0 ? null : Math.min(...times),
		slowest: times.length === 0 ? null : Math.max(...times),
		meanDeaths: players.length === 0 ? 0 : deaths / players.length
	};
}
