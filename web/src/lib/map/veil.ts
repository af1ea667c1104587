/**
 * What a racer may see of the map: the places they have been to, the ways on from there, and
 * nothing beyond. The server keeps the rest from racers where it is set to; the client never draws
 * it either way.
 */
import type { ParticipantInfo } from '$lib/api/types';
import type { MapNode, SeedGraph } from './graph';
import type { MapLayout } from './layout';

/** The graph with every place unnamed that `own` has not found. Order and layers stay. */
export function foundBy(own: ParticipantInfo, graph: SeedGraph): SeedGraph {
	const found = new Set((own.zone_history ?? []).map(({ node_id }) => node_id));
	if (own.current_zone !== null) found.add(own.current_zone);
	if (graph.start !== null) found.add(graph.start.id);
	const near = new Set(
		graph.edges.flatMap(({ from, to }) => (found.has(from) || found.has(to) ? [from, to] : []))
	);
	const veil = (node: MapNode): MapNode =>
		found.has(node.id) ? node : { ...unnamed(node), far: !near.has(node.id) };
	const columns = graph.columns.map((column) => column.map(veil));
	const nodes = columns.flat();
	return { ...graph, nodes, columns, byId: new Map(nodes.map((node) => [node.id, node])) };
}

const unnamed = (node: MapNode): MapNode => ({
	...node,
	kind: 'unknown',
	name: '',
	label: '',
	hidden: true,
	tier: 0,
	boss: '',
	exits: [],
	entrances: []
});

/** The layout without what lies out of sight; everything else keeps its place. */
export function inSight(layout: MapLayout): MapLayout {
	const far = new Set(layout.nodes.filter(({ node }) => node.far).map(({ node }) => node.id));
	if (far.size === 0) return layout;
	return {
		...layout,
		nodes: layout.nodes.filter(({ node }) => !node.far),
		routes: layout.routes.filter(({ from, to }) => !far.has(from) && !far.has(to))
	};
}
