import { describe, expect, test } from 'vitest';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { layoutMap } from './layout';
import { smallGraph } from './sample';
import { laneOffset, layTrails, neighboursOf, pathsUntil, walk, type Trail } from './trails';

const graph = parseGraph(smallGraph) as SeedGraph;
const layout = layoutMap(graph, arrangeLanes(graph), { width: 1000, height: 600 });
const neighbours = neighboursOf(layout.routes, layout.byId.keys());
const visits = (...ids: string[]) => ids.map((node_id, i) => ({ node_id, igt_ms: i * 1000 }));

describe('walk', () => {
	test.each([
		['straight on', ['start', 'a1', 'b3'], ['start', 'a1', 'b3']],
		['a stay counts once', ['start', 'start', 'a1'], ['start', 'a1']],
		['strangers are left out', ['start', 'nowhere', 'a1'], ['start', 'a1']],
		['back and on', ['start', 'a1', 'start', 'a2'], ['start', 'a1', 'start', 'a2']],
		['a gap is filled', ['start', 'c3'], ['start', 'a2', 'b1', 'c3']]
	])('%s', (_, history, way) => {
		expect(walk(visits(...history), neighbours).map(({ node }) => node)).toEqual(way);
	});

	test('nothing yet', () => expect(walk(null, neighbours)).toEqual([]));
});

test('lines on one edge lie side by side around its middle', () => {
	expect([0, 1, 2].map((i) => laneOffset(i, 3))).toEqual([-3.5, 0, 3.5]);
	expect(laneOffset(0, 1)).toBe(0);
	expect(laneOffset(0, 20)).toBe(laneOffset(1, 20));
});

test('going back on an edge does not draw it twice', () => {
	const [trail] = layTrails([{ id: 'x', history: visits('start', 'a1', 'start') }], layout);
	expect(trail?.pieces.length).toBe(1);
});

test('a line grows visit by visit', () => {
	const history = visits('start', 'nowhere', 'a1', 'b2', 'c2');
	const [trail] = layTrails([{ id: 'x', history }], layout) as [Trail];
	const edges = [0, 1, 2, 3, 4, 9].map((count) => pathsUntil(trail, count).length);
	expect(edges).toEqual([0, 0, 1, 2, 3, 3]);
});
