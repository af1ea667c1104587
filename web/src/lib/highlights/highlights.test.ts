import { describe, expect, test } from 'vitest';
import type { ParticipantInfo, ParticipantStatus } from '$lib/api/types';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import * as contest from './contest';
import * as deaths from './deaths';
import { factsOf, type Facts, type Highlight } from './facts';
import { highlightsOf } from './highlights';
import * as lead from './lead';
import * as paths from './paths';
import * as speed from './speed';
import * as unharmed from './unharmed';

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

/** Goes the left way, entering its layers at these times. */
const splits = (id: string, end: number, ...times: number[]) =>
	run(
		id,
		end,
		times.map((at, layer): Visit => [left[layer] ?? '', at])
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

describe('unharmed', () => {
	/** Dies in an easy place and in a hard one. */
	const dying = (id: string, easy: number, hard: number, status?: ParticipantStatus) =>
		run(
			id,
			600_000,
			[
				['start', 0],
				['a1', 10_000, easy],
				['b2', 100_000],
				['c2', 200_000, hard],
				['d2', 300_000]
			],
			status
		);
	test.each<Row>([
		[unharmed.deathless, [dying('a', 1, 0), dying('b', 0, 9)], { who: ['a'], value: 2, score: 70 }],
		[unharmed.deathless, [dying('a', 0, 1), dying('b', 0, 9)], null],
		// Whoever never died at all has the greater title.
		[unharmed.deathless, [dying('a', 0, 0), dying('b', 0, 9)], null],
		[unharmed.flawless, [dying('a', 0, 0), dying('b', 4, 3)], { who: ['a'], value: 7, score: 87 }],
		[unharmed.flawless, [dying('a', 0, 0), dying('b', 1, 0)], null],
		[unharmed.flawless, [dying('a', 0, 0, 'abandoned'), dying('b', 9, 0)], null],
		[
			unharmed.unscathed,
			[dying('a', 0, 2), dying('b', 0, 0), dying('c', 0, 3)],
			{ who: ['b'], value: 5, score: 50, zone: graph.byId.get('c2') }
		],
		[unharmed.unscathed, [dying('a', 0, 2), dying('b', 0, 0), dying('c', 0, 0)], null],
		[unharmed.unscathed, [dying('a', 0, 1), dying('b', 0, 0), dying('c', 0, 2)], null],
		[unharmed.unscathed, [dying('a', 0, 9), dying('b', 0, 0)], null]
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
	/** Goes back to the start after some time in `a1`. */
	const lost = (id: string, time: number) =>
		run(id, 900_000, [
			['start', 0],
			['a1', 10],
			['start', 10 + time],
			['a2', 600_000]
		]);
	/** Four returns. */
	const astray = ['start', 'a1', 'start', 'a1', 'start', 'a1'];
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
		[paths.hardPass, [back('a')], null],
		[
			paths.inVain,
			[lost('a', 300_000), lost('b', 200_000)],
			{ who: ['a'], value: 300_000, score: 50, zone: graph.byId.get('a1') }
		],
		[paths.inVain, [lost('a', 170_000), even('b', left, 400_000)], null],
		[
			paths.backAndForth,
			[even('a', [...astray, 'start'], 1), even('b', left, 1)],
			{ who: ['a'], value: 5, score: 50 }
		],
		[paths.backAndForth, [even('a', astray, 1), even('b', astray.slice(0, -1), 1)], null],
		[paths.backAndForth, [even('a', astray.slice(0, -1), 1), even('b', left, 1)], null]
	])('%#', (...row) => check(row));
});

describe('contest', () => {
	const steady = splits('steady', 600, 0, 10, 110, 210, 310, 410);
	const second = splits('second', 610, 0, 11, 120, 220, 320, 420);
	test.each<Row>([
		[
			contest.photoFinish,
			[even('a', left, 100_000), even('b', left, 101_000)],
			{ who: ['a', 'b'], value: 6000, score: 100 }
		],
		[contest.photoFinish, [even('a', left, 100_000), even('b', left, 200_000)], null],
		[
			contest.fromBehind,
			[steady, second, splits('late', 500, 0, 12, 130, 215, 305, 400)],
			{ who: ['late'], value: 2, score: 100 }
		],
		[contest.fromBehind, [steady, splits('late', 500, 0, 12, 130, 215, 305, 400)], null],
		// Behind on the first layer only: nobody's places are settled there.
		[contest.fromBehind, [steady, second, splits('late', 500, 0, 50, 100, 200, 300, 400)], null],
		[
			contest.earlyExit,
			[even('a', left, 100_000), even('b', ['start', 'a1'], 50_000, 'abandoned')],
			{ who: ['b'] }
		],
		[contest.earlyExit, [even('a', left, 100_000), even('b', left, 99_000, 'abandoned')], null]
	])('%#', (...row) => check(row));
});

describe('the lead', () => {
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
	const favourite = even('favourite', left, 100_000);
	/** Enters every layer so much later than the favourite, and finishes at `end`. */
	const chaser = (behind: number, end: number) =>
		splits('chaser', end, ...left.map((_, layer) => layer * 100_000 + behind));
	test.each<Row>([
		[lead.leadChanges, [ahead, behind], { value: 2, score: 50 }],
		[lead.leadChanges, [even('a', left, 1), even('b', left, 2)], null],
		[lead.dominant, [even('a', left, 1), even('b', left, 2)], { who: ['a'], value: 5, score: 80 }],
		[lead.dominant, [ahead, behind], null],
		[lead.uncrowned, [favourite, chaser(1000, 590_000)], { who: ['favourite'], value: 490_000 }],
		[lead.uncrowned, [favourite, chaser(1000, 610_000)], null],
		// Three led in turn, none of them for half of the race.
		[
			lead.uncrowned,
			[
				splits('longest', 600, 0, 100, 200, 300, 400, 500),
				splits('second', 610, 0, 110, 210, 290, 410, 510),
				splits('winner', 550, 0, 120, 220, 310, 390, 490)
			],
			null
		],
		[
			lead.latePass,
			[favourite, chaser(30_000, 590_000)],
			{ who: ['chaser', 'favourite'], value: 30_000, score: 70 }
		],
		[lead.latePass, [favourite, chaser(9000, 590_000)], null],
		[lead.latePass, [favourite, chaser(30_000, 610_000)], null]
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
