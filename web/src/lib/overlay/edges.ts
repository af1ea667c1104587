/** What a map that follows a race shows at its left and right edges. Lengths in CSS pixels. */

/**
 * The left edge of a window `width` wide that follows a race along a map: centred on the mean of
 * those who play, moved on if the leader would be within half a `column` of the right edge, and
 * never beyond the map.
 */
export function followedEdge(
	playing: number[],
	leader: number,
	column: number,
	width: number,
	mapWidth: number
): number {
	const mean = playing.reduce((sum, x) => sum + x, 0) / Math.max(playing.length, 1);
	const edge = Math.max(mean - width / 2, leader + column / 2 - width);
	return Math.min(Math.max(edge, 0), Math.max(mapWidth - width, 0));
}

/** Somebody beyond an edge, and where their name stands there. */
export interface Beyond {
	id: string;
	side: 'left' | 'right';
	/** The middle of the name, from above. */
	top: number;
}

/** Names keep away from the corners by this share of the height. */
const margin = 0.05;

/**
 * Where the names of those stand who are out of sight: at their own height as far as there is room,
 * below each other where there is none. What does not fit any more is left out.
 */
export function beyondEdges(
	players: { id: string; x: number; y: number }[],
	window: { left: number; width: number; height: number },
	line: number
): Beyond[] {
	const [least, most] = [window.height * margin, window.height * (1 - margin)];
	return (['left', 'right'] as const).flatMap((side) => {
		const out = players
			.filter(({ x }) => (side === 'left' ? x < window.left : x > window.left + window.width))
			.sort((a, b) => a.y - b.y)
			.slice(0, Math.max(1, Math.floor((most - least) / line)));
		let next = least;
		return out.map(({ id, y }, i): Beyond => {
			// Those who come after need their room too.
			const lowest = most - (out.length - 1 - i) * line;
			const top = Math.min(Math.max(y, next), lowest);
			next = top + line;
			return { id, side, top };
		});
	});
}
