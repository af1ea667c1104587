/** Where the racers stand on the map. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from './graph';
import type { MapLayout, Point } from './layout';

/** Radius of a racer's disc in CSS pixels. */
export const markerRadius = 9;
const step = 17;
const perLine = 4;
/** Height of the first line of discs above its node; the ends of the track are drawn larger. */
const rise = 12;
const riseAtEnds = 22;

export interface Marker extends Point {
	player: ParticipantInfo;
	node: string;
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
 * A disc for everybody whose place is known. Those who share a node line up above it in the order
 * given, four to a line.
 */
export function placeMarkers(
	players: ParticipantInfo[],
	graph: SeedGraph,
	layout: MapLayout,
	racing: boolean
): Marker[] {
	const groups = new Map<string, ParticipantInfo[]>();
	for (const player of players) {
		const node = standsOn(player, graph, racing);
		if (node === null || !layout.byId.has(node)) continue;
		groups.set(node, [...(groups.get(node) ?? []), player]);
	}
	return [...groups].flatMap(([node, group]) => {
		const at = layout.byId.get(node) as Point;
		const kind = graph.byId.get(node)?.kind;
		const base = kind === 'start' || kind === 'final_boss' ? riseAtEnds : rise;
		return group.map((player, i) => {
			const line = Math.floor(i / perLine);
			const inLine = Math.min(group.length - line * perLine, perLine);
			return {
				player,
				node,
				x: at.x + ((i % perLine) - (inLine - 1) / 2) * step,
				y: at.y - base - line * step
			};
		});
	});
}
