/**
 * A race as a function of time: what everybody's history says about any moment of it. Replays,
 * rewinding a running race and a delayed view all read from here.
 *
 * Times are IGT in ms. A history knows when somebody entered a place and how often they died there,
 * not when; deaths are spread evenly over the stay.
 */
import type { ParticipantInfo, ZoneVisit } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';

/** One visit of a place. */
export interface Stay {
	node: string;
	/** When the place was entered and left; the last stay ends where the racer's clock stands. */
	from: number;
	to: number;
	deaths: number[];
	/** The deepest layer entered so far, this stay included, and when it was first entered. */
	front: number;
	frontAt: number;
}

export interface Track {
	player: ParticipantInfo;
	/** In order of time; empty for somebody who never started. */
	stays: Stay[];
	/** The same as the messages tell them, each at its end. */
	visits: ZoneVisit[];
	/** The racer's clock at the finish, the end of their run, or as last heard. */
	end: number;
}

export interface Timeline {
	tracks: Track[];
	byId: Map<string, Track>;
	/** The longest run. */
	length: number;
	totalLayers: number;
}

/** Reads the histories. Visits of places that are not on the map are left out. */
export function buildTimeline(
	participants: ParticipantInfo[],
	graph: SeedGraph,
	totalLayers: number
): Timeline {
	const tracks = participants.map((player) => trackOf(player, graph));
	return {
		tracks,
		byId: new Map(tracks.map((track) => [track.player.id, track])),
		length: Math.max(0, ...tracks.map(({ end }) => end)),
		totalLayers
	};
}

function trackOf(player: ParticipantInfo, graph: SeedGraph): Track {
	const visits = (player.zone_history ?? []).filter(({ node_id }) => graph.byId.has(node_id));
	let [front, frontAt] = [-1, 0];
	const stays = visits.map(({ node_id, igt_ms, deaths }, i): Stay => {
		const layer = graph.byId.get(node_id)?.layer ?? 0;
		if (layer > front) [front, frontAt] = [layer, igt_ms];
		const to = Math.max(visits[i + 1]?.igt_ms ?? player.igt_ms, igt_ms);
		return {
			node: node_id,
			from: igt_ms,
			to,
			deaths: spread(igt_ms, to, deaths ?? 0),
			front,
			frontAt
		};
	});
	const end = stays.at(-1)?.to ?? 0;
	const told = stays.map(({ node, from, deaths }) => visitOf(node, from, deaths.length));
	return { player, stays, visits: told, end };
}

/** A visit with so many deaths, as the messages tell it. */
export const visitOf = (node_id: string, igt_ms: number, deaths: number): ZoneVisit => ({
	node_id,
	igt_ms,
	...(deaths > 0 ? { deaths } : {})
});

/** `count` instants inside the open interval, evenly spaced. */
function spread(from: number, to: number, count: number): number[] {
	return Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 1)) / (count + 1));
}

/** How many of the ascending `times` have come at `at`. */
export function countUntil(times: number[], at: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? 0) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Index of the stay that `igt` falls into; -1 before the first. */
export function stayAt(stays: Stay[], igt: number): number {
	let [low, high] = [0, stays.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((stays[middle]?.from ?? 0) <= igt) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

/** What each racer's clock reads at the moment looked at. */
export type Cursor = (track: Track) => number;

/** Where somebody is, for drawing: on the way from one place to the next, or in a place. */
export interface Whereabouts {
	node: string;
	/** The place left; null without one. */
	from: string | null;
	/** 0 at `from`, 1 in `node`. */
	progress: number;
	/** How long the whole way takes, in ms of IGT; 0 for somebody who came from nowhere. */
	way: number;
}

/** The share of a stay that may be spent on the way to it, so that nobody arrives when they leave. */
const longestWay = 0.35;

/**
 * @param travel how long it takes to be seen walking over an edge, in ms of IGT
 */
export function whereabouts(track: Track, igt: number, travel: number): Whereabouts | null {
	const at = stayAt(track.stays, igt);
	const stay = track.stays[at];
	if (stay === undefined) return null;
	const from = track.stays[at - 1]?.node ?? null;
	const way = from === null ? 0 : Math.min(travel, (stay.to - stay.from) * longestWay);
	const progress = way <= 0 ? 1 : Math.min((igt - stay.from) / way, 1);
	return { node: stay.node, from, progress, way };
}
