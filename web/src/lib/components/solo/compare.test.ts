import { expect, test } from 'vitest';
import type { ZoneVisit } from '$lib/api/types';
import { parseGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import { companyOf, compare, haunt, median, placeAmong, splitsOf } from './compare';

const graph = parseGraph(smallGraph);
if (graph === null) throw new Error('the sample is a graph');

const walk = (...visits: [string, number][]): ZoneVisit[] =>
	visits.map(([node_id, igt_ms]) => ({ node_id, igt_ms, deaths: 0 }));
const ghost = (igt_ms: number, ...visits: [string, number][]) => ({
	igt_ms,
	death_count: 0,
	zone_history: walk(...visits)
});

test('a split is the first entry into a layer, however often one comes back', () => {
	const splits = splitsOf(
		walk(['start', 0], ['a1', 10], ['a2', 20], ['a1', 30], ['gone', 40]),
		graph
	);
	expect([...splits]).toEqual([
		[0, 0],
		[1, 10]
	]);
});

test.each([
	[[], null],
	[[3], 3],
	[[9, 1], 1],
	[[9, 1, 5], 5]
])('the middle of %o is %s', (values, middle) => expect(median(values)).toBe(middle));

test('layers that only one side has reached have a gap on the other', () => {
	const ghosts = [
		ghost(50, ['start', 0], ['a2', 12], ['b1', 30]),
		ghost(90, ['start', 0], ['a1', 8], ['b2', 40])
	];
	expect(compare(walk(['start', 0], ['a1', 10]), ghosts, graph)).toEqual([
		{ layer: 1, own: 10, best: 12, middle: 8 },
		{ layer: 2, own: null, best: 30, middle: 30 }
	]);
	expect(compare([], [], graph)).toEqual([]);
});

test('equal times share a place', () => {
	const ghosts = [ghost(50), ghost(90)];
	expect([40, 50, 60, 99].map((igt) => placeAmong(igt, ghosts))).toEqual([1, 1, 2, 3]);
});

test.each([
	['none', []],
	['best', [1]],
	['middle', [2]],
	['several', [1, 2, 3, 4]]
] as const)('with %s as company one sees %o', (choice, times) => {
	const ghosts = [1, 2, 3, 4].map((igt) => ghost(igt));
	expect(companyOf(choice, ghosts).map(({ igt_ms }) => igt_ms)).toEqual(times);
	expect(companyOf(choice, [])).toEqual([]);
});

test('ghosts have finished, and numbers for names', () => {
	const [first] = haunt([ghost(50, ['start', 0], ['a1', 8])], (place) => `Ghost ${place}`);
	expect(first).toMatchObject({
		twitch_display_name: 'Ghost 1',
		status: 'finished',
		current_zone: 'a1',
		igt_ms: 50
	});
});
