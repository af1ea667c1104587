/** A solo run against the ghosts of its seed. Plain functions; who the ghosts were is unknown. */
import type { Ghost, ParticipantInfo, ZoneVisit } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';

/** IGT in ms of the first entry into each layer, by layer. */
export function splitsOf(history: ZoneVisit[], graph: SeedGraph): Map<number, number> {
	const splits = new Map<number, number>();
	for (const { node_id, igt_ms } of history) {
		const layer = graph.byId.get(node_id)?.layer;
		if (layer === undefined) continue;
		splits.set(layer, Math.min(igt_ms, splits.get(layer) ?? igt_ms));
	}
	return splits;
}

/** The middle value, of an even number the lower of both; null of none. */
export function median(values: number[]): number | null {
	return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

export interface Split {
	/** From 0. */
	layer: number;
	/** IGT in ms; null where the run has not been. */
	own: number | null;
	/** Of the ghost that finished first. */
	best: number | null;
	middle: number | null;
}

/** Layer by layer, the start left out: everybody is there at zero. */
export function compare(own: ZoneVisit[], ghosts: Ghost[], graph: SeedGraph): Split[] {
	const mine = splitsOf(own, graph);
	const theirs = ghosts.map(({ zone_history }) => splitsOf(zone_history, graph));
	const layers = [...new Set([mine, ...theirs].flatMap((splits) => [...splits.keys()]))]
		.filter((layer) => layer > 0)
		.sort((a, b) => a - b);
	return layers.map((layer) => ({
		layer,
		own: mine.get(layer) ?? null,
		best: theirs[0]?.get(layer) ?? null,
		middle: median(theirs.flatMap((splits) => splits.get(layer) ?? []))
	}));
}

/** Place of a finished run among all on its seed, from 1. */
export const placeAmong = (igt: number, ghosts: Ghost[]): number =>
	1 + ghosts.filter(({ igt_ms }) => igt_ms < igt).length;

/** Which ghosts to see: nobody, the fastest, the one in the middle, or the fastest few. */
export type Company = 'none' | 'best' | 'middle' | 'several';

/** More than these could not be told apart on a map. */
const several = 8;

/** The chosen of the ghosts, which come with the fastest first. */
export function companyOf(choice: Company, ghosts: Ghost[]): Ghost[] {
	if (choice === 'none') return [];
	if (choice === 'best') return ghosts.slice(0, 1);
	if (choice === 'several') return ghosts.slice(0, several);
	const middle = Math.floor((ghosts.length - 1) / 2);
	return ghosts.slice(middle, middle + 1);
}

/** Ghosts in the shape that replays show people in, all in the second colour. */
export const haunt = (ghosts: Ghost[], nameOf: (place: number) => string): ParticipantInfo[] =>
	ghosts.map((ghost, i) => ({
		...ghost,
		id: `ghost ${i}`,
		twitch_username: `ghost ${i}`,
		twitch_display_name: nameOf(i + 1),
		status: 'finished',
		current_zone: ghost.zone_history.at(-1)?.node_id ?? null,
		current_layer: 0,
		current_layer_tier: null,
		color_index: 1,
		mod_connected: false,
		gap_ms: null,
		layer_entry_igt: null,
		is_live: false,
		stream_url: null,
		held: false,
		corrected: false
	}));
