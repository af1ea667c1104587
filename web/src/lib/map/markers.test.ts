import { describe, expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { layoutMap } from './layout';
import { markerRadius, placeMarkers, standsOn, type Place } from './markers';
import { smallGraph } from './sample';
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

test('those who share a place do not cover each other', () => {
	const markers = placeMarkers(
		Array.from({ length: 20 }, (_, i) => place(`p${i}`, {})),
		layout,
		ways
	);
	expect(markers.length).toBe(20);
	for (const a of markers) {
		for (const b of markers) {
			if (a === b) continue;
			expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(markerRadius * 1.5);
		}
	}
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
