import { describe, expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { labelBox, layoutMap, type MapLayout } from './layout';
import { markerRadius, placeMarkers, standsOn, type Place } from './markers';
import { realGraphs } from './realGraphs';
import { denseGraph, smallGraph } from './sample';
import { Ways } from './travel';

const graph = parseGraph(smallGraph) as SeedGraph;
const layout = layoutMap(graph, arrangeLanes(graph), { width: 1000, height: 600 });
const ways = new Ways(layout);
const place = (id: string, changes: Partial<Place>): Place => ({
	id,
	node: 'a1',
	from: null,
	progress: 1,
	lasts: null,
	...changes
});
const one = (changes: Partial<Place>) => placeMarkers([place('x', changes)], layout, ways)[0];

const crowd = (count: number, node: string, on: MapLayout) =>
	placeMarkers(
		Array.from({ length: count }, (_, i) => place(`p${i}`, { node })),
		on,
		new Ways(on)
	);

test('those who share a place do not cover each other', () => {
	const markers = crowd(4, 'a1', layout);
	expect(markers.length).toBe(4);
	for (const a of markers) {
		for (const b of markers) {
			if (a === b) continue;
			expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(markerRadius * 1.5);
		}
	}
});

const largest: [string, unknown][] = [['made up', denseGraph(30, 4)], ...realGraphs()];

describe.each(largest)('a crowd on %s', (_, raw) => {
	test.each([
		['desk', { width: 1014, height: 690 }],
		['desk with a replay', { width: 1014, height: 606 }],
		['wide screen', { width: 1490, height: 860 }],
		['phone', { width: 364, height: 0 }]
	])('covers no name and nobody on a %s', (__, space) => {
		const seed = parseGraph(raw) as SeedGraph;
		const on = layoutMap(seed, arrangeLanes(seed), space);
		const labels = on.nodes.map((placed) => labelBox(on.direction, placed));
		for (const { node } of on.nodes) {
			for (const count of [2, 6, 12, 20]) {
				const discs = crowd(count, node.id, on);
				const covered = discs.flatMap(({ x, y }) =>
					labels.filter(
						({ left, right, top, bottom }) =>
							left < x + markerRadius &&
							right > x - markerRadius &&
							top < y + markerRadius &&
							bottom > y - markerRadius
					)
				);
				expect(covered, `${count} at ${node.id}`).toEqual([]);
				expect(new Set(discs.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
				expect(Math.min(...discs.map(({ x }) => x))).toBeGreaterThanOrEqual(markerRadius);
			}
		}
	});
});

test('a walk begins at the place left, ends in line and never jumps', () => {
	const at = (progress: number) => one({ node: 'b2', from: 'a1', progress });
	const steps = Array.from({ length: 101 }, (_, i) => at(i / 100));
	const start = layout.byId.get('a1');
	expect(steps[0]?.x).toBeCloseTo(start?.x ?? 0);
	expect(steps[100]).toMatchObject({ ...one({ node: 'b2' })?.stand, settled: true });
	const jumps = steps
		.slice(1)
		.map((point, i) =>
			Math.hypot((point?.x ?? 0) - (steps[i]?.x ?? 0), (point?.y ?? 0) - (steps[i]?.y ?? 0))
		);
	expect(Math.max(...jumps)).toBeLessThan(8);
});

test('the way back is the way there', () => {
	expect(ways.point('b2', 'a1', 0.3)).toEqual(ways.point('a1', 'b2', 0.7));
	expect(ways.point('start', 'c1', 0.5)).toBeNull();
	// A jump that no edge explains goes straight.
	expect(one({ node: 'c1', from: 'start', progress: 0.5 })?.settled).toBe(false);
});

test('places out of sight have no disc', () => {
	expect(one({ node: 'elsewhere' })).toBeUndefined();
	expect(one({ node: 'a1', from: 'elsewhere', progress: 0.5 })).toBeDefined();
});

const visits = (...ids: string[]) => ids.map((node_id, i) => ({ node_id, igt_ms: i * 1000 }));
const on = (zone: string | null) => participant('x', { current_zone: zone });

describe('a racer', () => {
	test.each([
		['in a zone', on('b1'), true, 'b1'],
		['last seen somewhere', { ...on(null), zone_history: visits('start', 'a1') }, true, 'a1'],
		['waiting', { ...on(null), status: 'ready' as const }, false, 'start'],
		['out of sight', on(null), true, null],
		['in a place this viewer may not know', on('elsewhere'), true, null]
	])('%s', (_, player, racing, node) => {
		expect(standsOn(player, graph, racing)).toBe(node);
	});
});
