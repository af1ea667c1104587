import { describe, expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import { resultsCsv, resultsJson } from './results';
import { axisTicks, clockTicks } from './scale';
import { duel, entries, gapLines, lastGap, progressLines, totals, zoneNumbers } from './series';

const graph = parseGraph(smallGraph) as SeedGraph;
const visits = (...list: [string, number, number?][]) =>
	list.map(([node_id, igt_ms, deaths]) => ({ node_id, igt_ms, deaths: deaths ?? 0 }));

const ann = participant('ann', {
	status: 'finished',
	igt_ms: 100,
	death_count: 3,
	zone_history: visits(['start', 0], ['a1', 10, 3], ['c2', 50])
});
const bob = participant('bob', {
	status: 'finished',
	igt_ms: 130,
	death_count: 2,
	zone_history: visits(['start', 0], ['a1', 20, 2], ['b2', 60], ['c2', 90])
});
const cat = participant('cat', { status: 'abandoned', igt_ms: 0, death_count: 0 });
const field = [ann, bob, cat];

test('a layer that was jumped over is reached with the next one', () => {
	expect(entries(ann, graph)).toEqual([0, 10, 50, 50]);
	expect(entries(cat, graph)).toEqual([]);
});

test('progress ends one above the last layer for those who finish', () => {
	const lines = progressLines(field, graph);
	expect(lines.map(({ player }) => player.id)).toEqual(['ann', 'bob']);
	expect(lines[0]?.points.at(-1)).toEqual({ x: 100, y: 5 });
});

test('gaps are measured against the first', () => {
	const [first, second] = gapLines(field, graph);
	expect(first?.points.every(({ y }) => y === 0)).toBe(true);
	expect(second?.points.map(({ y }) => y)).toEqual([0, 10, 10, 40, 30]);
	expect(gapLines([cat, ann], graph)).toEqual([]);
	expect(gapLines([], graph)).toEqual([]);
});

test('places sum up their visitors', () => {
	const a1 = zoneNumbers(field, graph).find(({ node }) => node.id === 'a1');
	expect(a1).toMatchObject({ visitors: 2, deaths: 5, mean: 40 });
	expect(a1?.quickest?.player).toBe(ann);
});

test('a duel goes layer by layer to the finish', () => {
	const rows = duel(ann, bob, graph);
	expect(rows.map(({ gap }) => gap)).toEqual([0, 10, 10, 40, 30]);
	expect(duel(ann, cat, graph).at(-1)).toMatchObject({ first: 100, second: null, gap: null });
});

test('the gap of two is that of the last layer both have reached', () => {
	expect(lastGap(ann, bob, graph)).toBe(30);
	expect(lastGap({ ...ann, status: 'playing' }, bob, graph)).toBe(40);
	expect(lastGap(ann, cat, graph)).toBeNull();
});

test('totals', () => {
	expect(totals(field)).toMatchObject({ finishers: 2, racers: 3, winning: 100, slowest: 130 });
	expect(totals(field).meanDeaths).toBeCloseTo(5 / 3);
	expect(totals([])).toMatchObject({ winning: null, meanDeaths: 0 });
});

describe('files', () => {
	test('a table survives names with commas, quotes and formulas', () => {
		const odd = participant('odd', { twitch_display_name: '=1+"x",y', status: 'finished' });
		const [head, first, second] = resultsCsv([odd, cat]).split('\r\n');
		expect(head).toBe('place,login,name,status,time_ms,deaths,layer');
		expect(first).toBe('1,odd,"\'=1+""x"",y",finished,0,0,0');
		expect(second).toBe(',cat,cat,abandoned,0,0,0');
	});

	test('a document has every visit', () => {
		const race = { id: 'r', name: 'Race', started_at: null };
		const { results } = JSON.parse(resultsJson(race, field, graph));
		expect(results[0].zones[1]).toMatchObject({ name: 'Stormveil Castle', time_ms: 40, deaths: 3 });
		expect(results[2]).toMatchObject({ place: null, zones: [] });
	});
});

describe('axes', () => {
	test.each([
		[10, 5, [0, 2, 4, 6, 8, 10]],
		[28, 6, [0, 5, 10, 15, 20, 25]],
		[0, 5, [0]]
	])('numbers up to %s', (most, count, ticks) => {
		expect(axisTicks(0, most, count)).toEqual(ticks);
	});

	test.each([
		[0, 3_600_000, [0, 600_000, 1_200_000, 1_800_000, 2_400_000, 3_000_000, 3_600_000]],
		[-60_000, 120_000, [-60_000, -30_000, 0, 30_000, 60_000, 90_000, 120_000]]
	])('times from %s to %s', (least, most, ticks) => {
		expect(clockTicks(least, most, 6)).toEqual(ticks);
	});
});
