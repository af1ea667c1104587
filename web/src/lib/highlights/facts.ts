/** What the highlights of a finished race are found in. */
import type { ParticipantInfo } from '$lib/api/types';
import type { MapNode, SeedGraph } from '$lib/map/graph';
import { runsByZone, zoneRuns, type ZoneRun } from '$lib/stats/visits';

export type Category = 'speed' | 'deaths' | 'path' | 'contest';

export type Kind =
	| 'speed_demon'
	| 'zone_wall'
	| 'fast_starter'
	| 'sprint_final'
	| 'graveyard'
	| 'death_zone'
	| 'deathless'
	| 'flawless'
	| 'unscathed'
	| 'comeback'
	| 'rage'
	| 'own_way'
	| 'same_way'
	| 'detour'
	| 'hard_pass'
	| 'in_vain'
	| 'back_and_forth'
	| 'photo_finish'
	| 'lead_changes'
	| 'dominant'
	| 'uncrowned'
	| 'late_pass'
	| 'from_behind'
	| 'early_exit';

export interface Highlight {
	kind: Kind;
	category: Category;
	/** 0 to 100; the higher, the more worth telling. */
	score: number;
	players: ParticipantInfo[];
	zone: MapNode | null;
	/** The number in it: a count, a factor times ten, or ms; by kind. */
	value: number;
}

export interface Racer {
	player: ParticipantInfo;
	/** Every place they have been to, in the order of their first entry. */
	runs: ZoneRun[];
}

export interface Facts {
	graph: SeedGraph;
	racers: Racer[];
	/** In the order of their times. */
	finishers: Racer[];
	zones: { node: MapNode; runs: ZoneRun[] }[];
	/** First entry into each layer or a deeper one, by racer, in ms. */
	reached: Map<string, number[]>;
}

export function factsOf(participants: ParticipantInfo[], graph: SeedGraph): Facts {
	const racers = participants
		.map((player) => ({ player, runs: [...zoneRuns(player, graph).values()] }))
		.filter(({ runs }) => runs.length > 0);
	const zones = [...runsByZone(participants, graph)].flatMap(([id, runs]) => {
		const node = graph.byId.get(id);
		return node === undefined ? [] : [{ node, runs }];
	});
	return {
		graph,
		racers,
		finishers: racers
			.filter(({ player }) => player.status === 'finished')
			.sort((a, b) => a.player.igt_ms - b.player.igt_ms),
		zones,
		reached: new Map(racers.map((racer) => [racer.player.id, layersOf(racer, graph)]))
	};
}

function layersOf({ runs }: Racer, graph: SeedGraph): number[] {
	const reached: number[] = [];
	for (const { node, entered } of runs) {
		const layer = graph.byId.get(node)?.layer ?? 0;
		while (reached.length <= layer) reached.push(entered);
	}
	return reached;
}

export const mean = (values: number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export const deathsIn = (runs: ZoneRun[]): number =>
	runs.reduce((sum, { deaths }) => sum + deaths, 0);

export const clamp = (value: number, least: number, most: number): number =>
	Math.min(Math.max(value, least), most);

/** The entry with the greatest score; undefined of none. */
export function best<T>(entries: T[], score: (entry: T) => number): T | undefined {
	return entries.reduce<T | undefined>(
		(found, entry) => (found === undefined || score(entry) > score(found) ? entry : found),
		undefined
	);
}
