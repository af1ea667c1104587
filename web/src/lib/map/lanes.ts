/** Nodes and long edges brought into lanes: what every layout of the map starts from. */
import type { MapNode, SeedGraph } from './graph';
import { orderColumns } from './order';

/** Something that takes a place in a column: a node, or the passing of an edge that skips it. */
export interface Stop {
	id: string;
	node: MapNode | null;
}

export interface Lanes {
	columns: Stop[][];
	/** Each edge with the ids of all stops on its way, both ends included. */
	ways: { from: string; to: string; stops: string[] }[];
}

/** Arranges the graph. Costs some milliseconds; do it once per graph. */
export function arrangeLanes(graph: SeedGraph): Lanes {
	const columnOf = new Map<string, number>();
	graph.columns.forEach((column, at) => column.forEach(({ id }) => columnOf.set(id, at)));
	const ids = graph.columns.map((column) => column.map(({ id }) => id));
	const ways = graph.edges.flatMap(({ from, to }) => {
		const [first, last] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
		// Edges lead deeper; anything else is not a way through the seed.
		if (last <= first) return [];
		const passing = Array.from({ length: last - first - 1 }, (_, i) => {
			const id = `${from}>${to}@${i}`;
			ids[first + 1 + i]?.push(id);
			return id;
		});
		return [{ from, to, stops: [from, ...passing, to] }];
	});
	const steps = ways.flatMap(({ stops }) =>
		stops.slice(1).map((to, i) => ({ from: stops[i] ?? to, to }))
	);
	const columns = orderColumns(ids, steps).map((column) =>
		column.map((id) => ({ id, node: graph.byId.get(id) ?? null }))
	);
	return { columns, ways };
}
