import { describe, expect, test } from 'vitest';
import type { ParticipantInfo, ParticipantStatus } from '$lib/api/types';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import * as contest from './contest';
import * as deaths from './deaths';
import { factsOf, type Facts, type Highlight } from './facts';
import { highlightsOf } from './highlights';
import * as paths from './paths';
import * as speed from './speed';

const tiers: Record<string, number> = {
	a1: 1,
	a2: 1,
	b2: 2,
	b1: 2,
	c2: 3,
	c3: 3,
	d2: 4,
	d1: 4,
	end: 5
};
const graph = parseGraph({
	...smallGraph,
	nodes: Object.fromEntries(
		Object.entries(smallGraph.nodes).map(([id, node]) => [id, { ...node, tier: tiers[id] ?? 0 }])
	)
}) as SeedGraph;

type Visit = [node: string, igt: number, deaths?: number];

const left = ['start', 'a1', 'b2', 'c2', 'd2', 'end'];
const right = ['start', 'a2', 'b1', 'c3', 'd1', 'end'];

function run(id: string, igt_ms: number, visits: Visit[], status: ParticipantStatus = 'finished') {
	return participant(id, {
		status,
		igt_ms,
		death_count: visits.reduce((sum, [, , count]) => sum + (count ?? 0), 0),
		zone_history: visits.map(([node_id, at, count]) => ({
			node_id,
			igt_ms: at,
			deaths: count ?? 0
		}))
	});
}

/** A run over a way with the same time in every place. */
const even = (id: string, way: string[], pace: number, status?: ParticipantStatus) =>
	run(
		id,
		way.length * pace,
		way.map((node, i): Visit => [node, i * pace]),
		status
	);

type Row = [
	find: (facts: Facts) => Highlight[],
	field: ParticipantInfo[],
	found: (Partial<Highlight> & { who?: string[] }) | null
];

const check = ([find, field, found]: Row) => {
	const [highlight] = find(factsOf(field, graph));
	if (found === null) return expect(highlight).toBeUndefined();
	const { who, ...rest } = found;
	expect(highlight).toMatchObject(rest);
	if (who !== undefined) expect(highlight?.players.map(({ id }) => id)).toEqual(who);
};

const quickInC2 = run('quick', 500_000, [
	['start', 0],
	['a1', 100_000],
	['b2', 200_000],
	['c2', 300_000],
	['d2', 310_000],
	['end', 410_000]
]);
const slowInC2 = run('slow', 900_000, [
	['start', 0],
	['a1', 100_000],
	['b2', 200_000],
	['c2', 300_000],
	['d2', 700_000],
	['end', 800_000]
]);

describe('speed', () => {
	test.each<Row>([
		[speed.speedDemon, [quickInC2, even('even', left, 100_000)], { who: ['quick'], value: 100 }],
		[speed.speedDemon, [even('a', left, 100_000), even('b', left, 101_000)], null],
		[speed.zoneWall, [slowInC2, even('even', left, 100_000)], { who: ['slow'], value: 400_000 }],
		[speed.zoneWall, [even('a', left, 100_000), even('b', left, 101_000)], null],
		[
			speed.fastStarter,
			[even('a', left, 50_000), even('b', left, 100_000)],
			{ who: ['a'], value: 100_000, score: 70 }
		],
		[speed.fastStarter, [even('a', ['start'], 50_000)], null],
		[
			speed.sprintFinal,
			[even('a', left, 50_000), even('b', left, 150_000)],
			{ who: ['a'], value: 50_000, score: 50 }
		]
	])('%#', (...row) => check(row));
});

describe('deaths', () => {
	const dying = (id: string, count: number, status?: ParticipantStatus) =>
		run(
			id,
			600_000,
			[
				['start', 0],
				['a1', 10_000, count],
				['b2', 100_000],
				['c2', 200_000]
			],
			status
		);
	test.each<Row>([
		[deaths.graveyard, [dying('a', 2), dying('b', 1)], { value: 3, score: 24 }],
		[deaths.graveyard, [dying('a', 1), dying('b', 1)], null],
		[deaths.deathZone, [dying('a', 4), dying('b', 1)], { who: ['a'], value: 4, score: 40 }],
		[deaths.deathZone, [dying('a', 2)], null],
		[deaths.deathless, [even('a', left, 1), dying('b', 9)], { who: ['a'], value: 3, score: 80 }],
		[
			deaths.comeback,
			[{ ...dying('a', 6), igt_ms: 500_000 }, dying('b', 0)],
			{ who: ['a'], value: 6, score: 40 }
		],
		[deaths.comeback, [dying('a', 6)], null],
		[
			deaths.rage,
			[dying('a', 0, 'abandoned'), dying('b', 0, 'abandoned')],
			{ value: 2, score: 80 }
		],
		[deaths.rage, [dying('a', 0, 'abandoned')], null]
	])('%#', (...row) => check(row));
});

describe('ways', () => {
	const back = (id: string) =>
		run(id, 90, [
			['start', 0],
			['a1', 10],
			['start', 20],
			['a2', 30]
		]);
	test.each<Row>([
		[paths.ownWay, [even('a', left, 1), even('b', left, 2), even('c', right, 3)], { who: ['c'] }],
		[paths.ownWay, [even('a', left, 1), even('c', right, 3)], null],
		[
			paths.sameWay,
			[even('a', left, 1), even('c', right, 3), even('b', left, 2)],
			{ who: ['a', 'b'], value: 6, score: 88 }
		],
		[paths.sameWay, [even('a', left, 1), even('c', right, 3)], null],
		[
			paths.detour,
			[even('a', [...left, 'b1', 'c3'], 1), even('b', left.slice(0, 2), 1)],
			{ who: ['a'], value: 8 }
		],
		[paths.detour, [even('a', left, 1), even('b', left, 1)], null],
		[paths.hardPass, [back('a'), back('b')], { value: 2, score: 30 }],
		[paths.hardPass, [back('a')], null]
	])('%#', (...row) => check(row));
});

describe('contest', () => {
	const behind = run('b', 600_000, [
		['start', 0],
		['a1', 90],
		['b2', 190],
		['c2', 320]
	]);
	const ahead = run('a', 600_000, [
		['start', 0],
		['a1', 100],
		['b2', 180],
		['c2', 350]
	]);
	test.each<Row>([
		[
			contest.photoFinish,
			[even('a', left, 100_000), even('b', left, 101_000)],
			{ who: ['a', 'b'], value: 6000, score: 100 }
		],
		[contest.photoFinish, [even('a', left, 100_000), even('b', left, 200_000)], null],
		[contest.leadChanges, [ahead, behind], { value: 2, score: 50 }],
		[contest.leadChanges, [even('a', left, 1), even('b', left, 2)], null],
		[
			contest.dominant,
			[even('a', left, 1), even('b', left, 2)],
			{ who: ['a'], value: 5, score: 80 }
		],
		[contest.dominant, [ahead, behind], null],
		[
			contest.earlyExit,
			[even('a', left, 100_000), even('b', ['start', 'a1'], 50_000, 'abandoned')],
			{ who: ['b'] }
		],
		[contest.earlyExit, [even('a', left, 100_000), even('b', left, 99_000, 'abandoned')], null]
	])('%#', (...row) => check(row));
});

test('at most six are told, two of a kind, the best first, nothing above 100', () => {
	const field = Array.from({ length: 8 }, (_, i) =>
		even(`p${i}`, i % 2 ? left : right, 100_000 + i * 3000)
	);
	const told = highlightsOf([...field, quickInC2, slowInC2], graph);
	expect(told.length).toBeGreaterThan(3);
	expect(told.length).toBeLessThanOrEqual(6);
	const scores = told.map(({ score }) => score);
	expect(scores).toEqual([...scores].sort((a, b) => b - a));
	expect(Math.max(...scores)).toBeLessThanOrEqual(100);
	for (const { category } of told) {
		expect(told.filter((one) => one.category === category).length).toBeLessThanOrEqual(2);
	}
	expect(highlightsOf([quickInC2], graph)).toEqual([]);
});
