/** A solo run against the ghosts of its seed. Plain functions; who the ghosts were is unknown. */
import type { Ghost, ParticipantInfo, TrainingSessionDetail, ZoneVisit } from '$lib/api/types';
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

/** A session in the shape that the map draws people in. */
export function asParticipant(session: TrainingSessionDetail): ParticipantInfo {
	const history = session.progress_nodes ?? [];
	return {
		id: session.id,
		twitch_username: session.user.twitch_username,
		twitch_display_name: session.user.twitch_display_name,
		status: session.status === 'active' ? 'playing' : session.status,
		current_zone: history.at(-1)?.node_id ?? null,
		current_layer: session.current_layer,
		current_layer_tier: null,
		igt_ms: session.igt_ms,
		death_count: session.death_count,
		color_index: 0,
		mod_connected: false,
		zone_history: history,
		gap_ms: null,
		layer_entry_igt: null,
		is_live: false,
		stream_url: null,
		held: false,
		corrected: false
	};
}
