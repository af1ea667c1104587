/** When in a replay each highlight of the race is told. */
import type { Highlight, Kind } from '$lib/highlights/facts';
import type { Timeline } from './timeline';

export interface Comment {
	/** IGT in ms. */
	at: number;
	highlight: Highlight;
}

const atTheEnd: ReadonlySet<Kind> = new Set([
	'photo_finish',
	'sprint_final',
	'dominant',
	'early_exit',
	'comeback',
	'flawless',
	'uncrowned',
	'late_pass',
	'from_behind'
]);
/** Least distance of two comments, as a share of the race. */
const distance = 0.05;

/** All highlights in the order to tell them, far enough from each other to be read. */
export function placeComments(highlights: Highlight[], timeline: Timeline): Comment[] {
	const { length } = timeline;
	const gap = length * distance;
	const placed = highlights
		.map((highlight) => ({ at: momentOf(highlight, timeline), highlight }))
		.sort((a, b) => a.at - b.at);
	placed.forEach((comment, i) => {
		const before = placed[i - 1];
		if (before !== undefined) comment.at = Math.max(comment.at, before.at + gap);
	});
	// What was pushed beyond the end comes back, and pushes others before it.
	let limit = length;
	for (const comment of placed.toReversed()) {
		comment.at = Math.max(Math.min(comment.at, limit), 0);
		limit = comment.at - gap;
	}
	return placed;
}

function momentOf({ kind, players, zone }: Highlight, timeline: Timeline): number {
	const tracks = players.flatMap(({ id }) => timeline.byId.get(id) ?? []);
	if (atTheEnd.has(kind)) return Math.max(0, ...tracks.map(({ end }) => end));
	if (kind === 'fast_starter') return tracks[0]?.stays[1]?.from ?? 0;
	const stays = (tracks.length > 0 ? tracks : timeline.tracks).flatMap(({ stays }) => stays);
	const there = zone === null ? undefined : stays.find(({ node }) => node === zone.id);
	return there === undefined ? timeline.length / 2 : (there.from + there.to) / 2;
}

/**
 * The comment to show at `cursor`, with its share of the time it stays (0 to 1).
 *
 * @param stay how long one is shown, in ms of IGT
 */
export function commentAt(
	comments: Comment[],
	cursor: number,
	stay: number
): { highlight: Highlight; share: number } | null {
	const last = comments.findLast(({ at }) => at <= cursor);
	if (last === undefined || cursor - last.at >= stay) return null;
	return { highlight: last.highlight, share: (cursor - last.at) / stay };
}
