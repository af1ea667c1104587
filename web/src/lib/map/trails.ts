/** The lines that racers leave behind: which edges each has used, side by side where they share one. */
import type { ZoneVisit } from '$lib/api/types';
import { pathOf, type MapLayout, type Route, type Segment } from './layout';

/** Distance of two lines on one edge, in CSS pixels. */
const pitch = 3.5;
/** More lines than this share the outer slots. */
const slots = 7;

export interface Walker {
	id: string;
	history: ZoneVisit[] | null;
}

/** One edge of a line. */
interface Piece {
	path: string;
	/** Which of the known visits it leads to, counted from 0. */
	visit: number;
}

export interface Trail {
	id: string;
	/** Every edge used, once, in the order of its first use. */
	pieces: Piece[];
}

/** A node on somebody's way and the visit it belongs to, counted from 0. */
interface Pace {
	node: string;
	visit: number;
}

/**
 * The nodes somebody went through in order. Consecutive repeats are one stay, unknown ids are left
 * out, and a jump between nodes that no edge joins is filled with the shortest way (nothing is
 * filled when there is none).
 */
export function walk(history: ZoneVisit[] | null, neighbours: Map<string, string[]>): Pace[] {
	const known = (history ?? []).filter(({ node_id }) => neighbours.has(node_id));
	const way: Pace[] = [];
	known.forEach(({ node_id }, visit) => {
		const last = way.at(-1)?.node;
		if (last === undefined) way.push({ node: node_id, visit });
		else if (last !== node_id) {
			for (const node of shortestWay(last, node_id, neighbours)) way.push({ node, visit });
		}
	});
	return way;
}

/** Both directions of every route. */
export function neighboursOf(routes: Route[], nodes: Iterable<string>): Map<string, string[]> {
	const neighbours = new Map<string, string[]>();
	for (const id of nodes) neighbours.set(id, []);
	for (const { from, to } of routes) {
		neighbours.get(from)?.push(to);
		neighbours.get(to)?.push(from);
	}
	return neighbours;
}

/** The nodes after `from` up to `to`; just `to` when nothing joins them. */
function shortestWay(from: string, to: string, neighbours: Map<string, string[]>): string[] {
	const cameFrom = new Map<string, string>([[from, from]]);
	const queue = [from];
	for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
		if (node === to) break;
		for (const next of neighbours.get(node) ?? []) {
			if (cameFrom.has(next)) continue;
			cameFrom.set(next, node);
			queue.push(next);
		}
	}
	if (!cameFrom.has(to)) return [to];
	const way: string[] = [];
	for (let node = to; node !== from; node = cameFrom.get(node) ?? from) way.unshift(node);
	return way;
}

/** One line per walker over every edge used; lines on the same edge lie in the order given. */
export function layTrails(walkers: Walker[], layout: MapLayout): Trail[] {
	const routes = new Map(layout.routes.map((route) => [`${route.from}>${route.to}`, route]));
	const neighbours = neighboursOf(layout.routes, layout.byId.keys());
	const used = walkers.map(({ history }) => edgesOf(walk(history, neighbours), routes));
	const sharing = new Map<string, number[]>();
	used.forEach((edges, index) => {
		for (const edge of edges.keys()) sharing.set(edge, [...(sharing.get(edge) ?? []), index]);
	});
	return walkers.map(({ id }, index) => {
		const pieces = [...(used[index] ?? [])].map(([edge, visit]) => {
			const lanes = sharing.get(edge) ?? [];
			const offset = laneOffset(lanes.indexOf(index), lanes.length);
			const parts = (routes.get(edge)?.segments ?? []).map((part) => shifted(part, offset));
			return { path: pathOf(parts), visit };
		});
		return { id, pieces };
	});
}

/** The edges of a way with the visit that first used each. */
function edgesOf(way: Pace[], routes: Map<string, Route>): Map<string, number> {
	const edges = new Map<string, number>();
	way.slice(1).forEach(({ node, visit }, i) => {
		const ahead = `${way[i]?.node}>${node}`;
		const key = routes.has(ahead) ? ahead : `${node}>${way[i]?.node}`;
		if (routes.has(key) && !edges.has(key)) edges.set(key, visit);
	});
	return edges;
}

/** The ways of a line as far as the first `visits` known visits have taken its walker. */
export const pathsUntil = ({ pieces }: Trail, visits: number): string[] =>
	pieces.filter(({ visit }) => visit < visits).map(({ path }) => path);

/** Signed distance from the middle of an edge for the `index`-th of `count` lines on it. */
export function laneOffset(index: number, count: number): number {
	const offset = index - (count - 1) / 2;
	const limit = (slots - 1) / 2;
	return Math.max(-limit, Math.min(limit, offset)) * pitch;
}

/** Lines part between the nodes and meet in them. */
function shifted(segment: Segment, offset: number): Segment {
	const { from, bend, bendTo, to } = segment;
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy) || 1;
	// A curve passes its control points at three quarters of their distance.
	const [x, y] = [(-dy / length) * offset * (4 / 3), (dx / length) * offset * (4 / 3)];
	return {
		from,
		bend: { x: bend.x + x, y: bend.y + y },
		bendTo: { x: bendTo.x + x, y: bendTo.y + y },
		to
	};
}
