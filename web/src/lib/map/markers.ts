/** Where the racers stand and walk on the map. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from './graph';
import type { MapLayout, Point } from './layout';
import { between, eased, type Ways } from './travel';

/** Radius of a racer's disc in CSS pixels. */
export const markerRadius = 9;
/** The same with its border. */
const discEdge = markerRadius + 2;
const step = 17;
const perLine = 4;
/** Height of the first line of discs above its node; the ends of the track are drawn larger. */
const rise = 12;
const riseAtEnds = 22;
/** Where names stand beside the nodes, several discs have to be clear of the name. */
const riseBesideNames = 28;

/** Where a racer is: in a node, or on the way to it from another. */
export interface Place {
	id: string;
	node: string;
	from: string | null;
	/** 0 at `from`, 1 in `node`. */
	progress: number;
	/**
	 * How long the whole way takes, in ms of the viewer's time: the racer goes on from `progress`
	 * without being told. Null while time stands still.
	 */
	lasts: number | null;
}

export interface Marker extends Point {
	place: Place;
	/** Where the racer stands after arriving. */
	stand: Point;
	/** True while the racer stands in the node. */
	settled: boolean;
}

/** The node somebody stands on; null when it is not known to this viewer. */
export function standsOn(
	player: ParticipantInfo,
	graph: SeedGraph,
	racing: boolean
): string | null {
	const zone = player.current_zone;
	if (zone !== null && graph.byId.has(zone)) return zone;
	const last = player.zone_history?.at(-1)?.node_id;
	if (last !== undefined && graph.byId.has(last)) return last;
	// Before the race everybody waits at the start; later an unknown place stays unknown.
	return racing ? null : (graph.start?.id ?? null);
}

/**
 * A disc for everybody whose place is drawn. Those who share a node line up above it in the order
 * given, four to a line; where another label leaves no room for so many lines they move together
 * like a hand of cards. Those on their way walk along the edge to their place in the line.
 */
export function placeMarkers(places: Place[], layout: MapLayout, ways: Ways): Marker[] {
	const groups = new Map<string, Place[]>();
	for (const place of places) {
		if (!layout.byId.has(place.node)) continue;
		const group = groups.get(place.node);
		if (group === undefined) groups.set(place.node, [place]);
		else group.push(place);
	}
	return [...groups].flatMap(([node, group]) =>
		group.map((place, i): Marker => {
			const stand = standing(layout, node, i, group.length);
			const settled = place.progress >= 1 || place.from === null;
			const at = settled ? stand : onTheWay(place, stand, layout, ways);
			return { place, x: at.x, y: at.y, stand, settled };
		})
	);
}

/** The `index`-th of `count` places above a node. */
function standing(layout: MapLayout, node: string, index: number, count: number): Point {
	const placed = layout.byId.get(node);
	const kind = placed?.node.kind;
	const room = placed?.room ?? { width: 0, height: 0 };
	const base = Math.min(
		Math.max(
			kind === 'start' || kind === 'final_boss' ? riseAtEnds : rise,
			layout.direction === 'down' && count > 1 ? riseBesideNames : 0
		),
		// Rather the sign of the place is hidden than the name of another.
		room.height - discEdge
	);
	const lines = Math.max(1, Math.floor((room.height - base - discEdge) / step) + 1);
	const inFull = Math.max(perLine, Math.ceil(count / lines));
	const apart = Math.min(step, (room.width - 2 * discEdge) / (inFull - 1));
	const line = Math.floor(index / inFull);
	const reach = ((Math.min(count - line * inFull, inFull) - 1) / 2) * apart;
	// Nobody stands half outside of the map.
	const middle = Math.min(
		Math.max(placed?.x ?? 0, reach + discEdge),
		layout.width - reach - discEdge
	);
	return {
		x: middle - reach + (index % inFull) * apart,
		y: (placed?.y ?? 0) - base - line * step
	};
}

/**
 * The point on the edge of somebody who walks: from above the node left to `stand`, the place in
 * the line at the node ahead.
 */
export function onTheWay(
	place: Pick<Place, 'node' | 'from' | 'progress'>,
	stand: Point,
	layout: MapLayout,
	ways: Ways
): Point {
	const [start, end] = [layout.byId.get(place.from ?? ''), layout.byId.get(place.node)];
	if (start === undefined || end === undefined) return stand;
	const share = eased(place.progress);
	const on = ways.point(start.node.id, end.node.id, share) ?? between(start, end, share);
	const lift = between({ x: 0, y: -rise }, { x: stand.x - end.x, y: stand.y - end.y }, share);
	return { x: on.x + lift.x, y: on.y + lift.y };
}
