/** A race that nobody runs, for showing what a race looks like. */
import type { SeedGraph } from './graph';
import { pathOf, type MapLayout } from './layout';

/**
 * Ways from the start to the end that share as few places as can be, each in the order it is
 * walked; fewer than `count` where the graph is no way at all.
 */
export function diverseWays(graph: SeedGraph, count: number): string[][] {
	const used = new Map<string, number>();
	const ways: string[][] = [];
	while (ways.length < count) {
		const way = leastUsed(graph, used);
		if (way.length < 2) break;
		for (const id of way) used.set(id, (used.get(id) ?? 0) + 1);
		ways.push(way);
	}
	return ways;
}

/** The way whose places were used the least so far; empty when none leads to the last layer. */
function leastUsed(graph: SeedGraph, used: Map<string, number>): string[] {
	const best = new Map<string, { cost: number; from: string | null }>();
	for (const [layer, column] of graph.columns.entries()) {
		for (const { id } of column) {
			if (layer === 0) best.set(id, { cost: 0, from: null });
			for (const { from } of graph.edges.filter(({ to }) => to === id)) {
				const before = best.get(from);
				if (before === undefined) continue;
				const cost = before.cost + (used.get(id) ?? 0) ** 2;
				if (cost < (best.get(id)?.cost ?? Number.POSITIVE_INFINITY)) best.set(id, { cost, from });
			}
		}
	}
	const ends = (graph.columns.at(-1) ?? []).flatMap(({ id }) => {
		const end = best.get(id);
		return end === undefined ? [] : [{ id, cost: end.cost }];
	});
	const way: string[] = [];
	let at = ends.sort((a, b) => a.cost - b.cost)[0]?.id ?? null;
	while (at !== null) {
		way.unshift(at);
		at = best.get(at)?.from ?? null;
	}
	return way;
}

/** A way as one unbroken line; empty where the layout does not join its places. */
export function lineOf(way: string[], layout: MapLayout): string {
	const routes = new Map(
		layout.routes.map(({ from, to, segments }) => [`${from}>${to}`, segments])
	);
	return pathOf(way.slice(1).flatMap((to, i) => routes.get(`${way[i]}>${to}`) ?? []));
}
