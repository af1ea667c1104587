/** Movement along the drawn ways. */
import type { MapLayout, Point, Segment } from './layout';

/** Finds the way between two neighbouring nodes and the point at a share of it. */
export class Ways {
	#segments: Map<string, Segment[]>;

	constructor(layout: MapLayout) {
		this.#segments = new Map(
			layout.routes.map(({ from, to, segments }) => [`${from}>${to}`, segments])
		);
	}

	/** The point at `share` (0 to 1) of the way between two nodes; null when none joins them. */
	point(from: string, to: string, share: number): Point | null {
		const ahead = this.#segments.get(`${from}>${to}`);
		if (ahead !== undefined) return alongSegments(ahead, share);
		const back = this.#segments.get(`${to}>${from}`);
		return back === undefined ? null : alongSegments(back, 1 - share);
	}
}

function alongSegments(segments: Segment[], share: number): Point | null {
	const at = Math.min(Math.max(share, 0), 1) * segments.length;
	const index = Math.min(Math.floor(at), segments.length - 1);
	const segment = segments[index];
	return segment === undefined ? null : onCurve(segment, at - index);
}

/** The point of a cubic curve at parameter `t`. */
function onCurve({ from, bend, bendTo, to }: Segment, t: number): Point {
	const u = 1 - t;
	const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
	return {
		x: a * from.x + b * bend.x + c * bendTo.x + d * to.x,
		y: a * from.y + b * bend.y + c * bendTo.y + d * to.y
	};
}

/** Leaves and arrives gently. */
export const eased = (share: number): number => share * share * (3 - 2 * share);

/** Between two points. */
export const between = (a: Point, b: Point, share: number): Point => ({
	x: a.x + (b.x - a.x) * share,
	y: a.y + (b.y - a.y) * share
});
