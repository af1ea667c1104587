/** The race at one moment, in the shape of the live race, so that the same parts can show it. */
import type { ParticipantInfo } from '$lib/api/types';
import { leaderOf } from '$lib/live/igt';
import { countUntil, stayAt, visitOf, type Cursor, type Timeline, type Track } from './timeline';

export interface Moment {
	/** In the order of the leaderboard. */
	participants: ParticipantInfo[];
	leaderSplits: Record<string, number> | null;
}

/** Everything a spectator would have seen when the clocks read what `cursor` says. */
export function momentAt(timeline: Timeline, cursor: Cursor): Moment {
	const participants = timeline.tracks
		.map((track) => participantAt(track, cursor(track), timeline.totalLayers))
		.sort(byStanding);
	const leader = leaderOf(participants);
	if (leader === undefined) return { participants, leaderSplits: null };
	const track = timeline.byId.get(leader.id);
	return {
		participants: participants.map((player) => ({
			...player,
			gap_ms:
				player.status === 'finished' && player !== leader ? player.igt_ms - leader.igt_ms : null
		})),
		leaderSplits: track === undefined ? null : splitsOf(track, leader, timeline.totalLayers)
	};
}

/** One racer when their clock read `igt`. Nobody is ahead of what is known of them. */
export function participantAt(track: Track, igt: number, totalLayers: number): ParticipantInfo {
	const { player, stays, visits, end } = track;
	// Those without a history have nothing that could be told earlier or later.
	if (stays.length === 0) return player;
	const over = igt >= end;
	if (over && player.status !== 'playing') return player;
	const at = Math.max(stayAt(stays, igt), 0);
	const stay = stays[at];
	const history = visits.slice(0, at);
	if (stay !== undefined) {
		history.push(visitOf(stay.node, stay.from, countUntil(stay.deaths, igt)));
	}
	return {
		...player,
		status: 'playing',
		mod_connected: true,
		current_zone: over ? player.current_zone : (stay?.node ?? null),
		current_layer: Math.min(Math.max(stay?.front ?? 0, 0), Math.max(totalLayers - 1, 0)),
		current_layer_tier: null,
		igt_ms: Math.round(Math.max(Math.min(igt, end), 0)),
		death_count: over
			? player.death_count
			: history.reduce((sum, { deaths }) => sum + (deaths ?? 0), 0),
		zone_history: history,
		gap_ms: null,
		layer_entry_igt: stay?.frontAt ?? null
	};
}

const groups: Record<ParticipantInfo['status'], number> = {
	finished: 0,
	playing: 1,
	ready: 2,
	registered: 3,
	abandoned: 4
};

/** The order of the leaderboard: the server's, which cannot be asked about the past. */
export function byStanding(a: ParticipantInfo, b: ParticipantInfo): number {
	if (a.status !== b.status) return groups[a.status] - groups[b.status];
	const layers = a.status === 'finished' ? 0 : b.current_layer - a.current_layer;
	const clock = ({ status, layer_entry_igt, igt_ms }: ParticipantInfo) =>
		status === 'playing' ? (layer_entry_igt ?? igt_ms) : igt_ms;
	return layers || clock(a) - clock(b) || a.color_index - b.color_index || (a.id < b.id ? -1 : 1);
}

/** The leader's first entry by layer; a layer they jumped over counts from the next one. */
function splitsOf(
	track: Track,
	leader: ParticipantInfo,
	totalLayers: number
): Record<string, number> {
	const splits: Record<string, number> = {};
	if (leader.status === 'finished') splits[totalLayers] = leader.igt_ms;
	let highest = -1;
	for (const { from, front } of track.stays) {
		if (from > leader.igt_ms || front <= highest) continue;
		for (let layer = highest + 1; layer <= front; layer += 1) splits[layer] = from;
		highest = front;
	}
	return splits;
}
