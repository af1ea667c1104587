import { expect, test } from 'vitest';
import { diverseWays, lineOf } from './exhibition';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { layoutMap } from './layout';
import { denseGraph, smallGraph } from './sample';

const read = (document: unknown): SeedGraph => {
	const graph = parseGraph(document);
	if (graph === null) throw new Error('no graph');
	return graph;
};

test.each([
	['a small seed', smallGraph],
	['a dense one', denseGraph(12, 4)]
])('ways through %s lead from the start to the end', (_, document) => {
	const graph = read(document);
	const joined = new Set(graph.edges.map(({ from, to }) => `${from}>${to}`));
	for (const way of diverseWays(graph, 4)) {
		expect(way).toHaveLength(graph.columns.length);
		expect(way.slice(1).every((to, i) => joined.has(`${way[i]}>${to}`))).toBe(true);
	}
});

test('as many ways as a layer has places share none of them', () => {
	const ways = diverseWays(read(denseGraph(6, 3)), 3);
	for (let layer = 1; layer < 5; layer += 1) {
		expect(new Set(ways.map((way) => way[layer])).size).toBe(3);
	}
});

test('without a way nobody walks', () => {
	expect(diverseWays(read({ nodes: { a: { type: 'start', layer: 0 } }, edges: [] }), 4)).toEqual(
		[]
	);
});

test('a way is one line', () => {
	const graph = read(smallGraph);
	const layout = layoutMap(graph, arrangeLanes(graph), { width: 1200, height: 400 });
	const [way = []] = diverseWays(graph, 1);
	expect(lineOf(way, layout).match(/M/g)).toHaveLength(1);
	expect(lineOf(way, layout).match(/C/g)).toHaveLength(graph.columns.length - 1);
});
