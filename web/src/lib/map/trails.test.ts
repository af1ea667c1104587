import { describe, expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { layoutMap } from './layout';
import { markerRadius, placeMarkers } from './markers';
import { smallGraph } from './sample';
import { laneOffset, layTrails, neighboursOf, walk } from './trails';

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
		expect(walk(visits(...history), neighbours)).toEqual(way);
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
	expect(trail?.path.match(/M/g)?.length).toBe(1);
});

describe('markers', () => {
	const on = (id: string, zone: string | null) => participant(id, { current_zone: zone });

	test('those who share a place do not cover each other', () => {
		const players = Array.from({ length: 20 }, (_, i) => on(`p${i}`, 'a1'));
		const markers = placeMarkers(players, graph, layout, true);
		expect(markers.length).toBe(20);
		for (const a of markers) {
			for (const b of markers) {
				if (a === b) continue;
				expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(markerRadius * 1.5);
			}
		}
	});

	test.each([
		['in a zone', on('x', 'b1'), true, 'b1'],
		['last seen somewhere', { ...on('x', null), zone_history: visits('start', 'a1') }, true, 'a1'],
		['waiting', { ...on('x', null), status: 'ready' as const }, false, 'start'],
		['out of sight', on('x', null), true, undefined],
		['in a place this viewer may not know', on('x', 'elsewhere'), true, undefined]
	])('%s', (_, player, racing, node) => {
		expect(placeMarkers([player], graph, layout, racing)[0]?.node).toBe(node);
	});
});
