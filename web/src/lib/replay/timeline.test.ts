import { describe, expect, test } from 'vitest';
import type { ParticipantInfo } from '$lib/api/types';
import { participant } from '$lib/live/sample';
import { denseGraph, smallGraph } from '$lib/map/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { realGraphs } from '$lib/map/realGraphs';
import { momentAt, participantAt } from './moment';
import { neighbour, tellTale } from './tale';
import { buildTimeline, whereabouts, type Track } from './timeline';

const graph = parseGraph(smallGraph) as SeedGraph;

const ann = participant('ann', {
	status: 'finished',
	color_index: 0,
	igt_ms: 100_000,
	current_layer: 6,
	death_count: 3,
	zone_history: [
		{ node_id: 'start', igt_ms: 0 },
		{ node_id: 'a1', igt_ms: 20_000, deaths: 3 },
		{ node_id: 'nowhere', igt_ms: 30_000 },
		{ node_id: 'b2', igt_ms: 60_000 }
	]
});
const bob = participant('bob', {
	status: 'abandoned',
	color_index: 1,
	igt_ms: 80_000,
	current_layer: 2,
	zone_history: [
		{ node_id: 'start', igt_ms: 0 },
		{ node_id: 'a2', igt_ms: 10_000 },
		{ node_id: 'start', igt_ms: 30_000 },
		{ node_id: 'b1', igt_ms: 50_000 }
	]
});
const noShow = participant('cat', { status: 'abandoned', color_index: 2 });
const timeline = buildTimeline([ann, bob, noShow], graph, 6);
const at = (igt: number) => momentAt(timeline, () => igt);
const trackOf = (id: string) => timeline.byId.get(id) as Track;

describe('a moment', () => {
	test.each([
		[0, ['ann', 'bob', 'cat'], [0, 0]],
		[15_000, ['bob', 'ann', 'cat'], [1, 0]],
		[25_000, ['bob', 'ann', 'cat'], [1, 1]],
		[55_000, ['bob', 'ann', 'cat'], [2, 1]],
		[85_000, ['ann', 'bob', 'cat'], [2, 2]],
		[100_000, ['ann', 'bob', 'cat'], [6, 2]]
	])('at %s the order is %s', (igt, order, layers) => {
		const { participants } = at(igt);
		expect(participants.map(({ id }) => id)).toEqual(order);
		expect(participants.slice(0, 2).map(({ current_layer }) => current_layer)).toEqual(layers);
	});

	test('at its end is the result', () => {
		expect(at(timeline.length).participants[0]).toEqual(ann);
	});

	test('deaths come one after the other', () => {
		const deaths = [20_000, 31_000, 41_000, 51_000].map(
			(igt) => participantAt(trackOf('ann'), igt, 6).death_count
		);
		expect(deaths).toEqual([0, 1, 2, 3]);
	});

	test('somebody who still races is not carried beyond what is known', () => {
		const racing = buildTimeline([{ ...ann, status: 'playing', current_zone: 'b2' }], graph, 6);
		const [player] = momentAt(racing, () => 999_000).participants;
		expect(player).toMatchObject({ status: 'playing', igt_ms: 100_000, current_layer: 2 });
	});

	test('the leader sets the splits, skipped layers included', () => {
		expect(at(55_000).leaderSplits).toEqual({ 0: 0, 1: 10_000, 2: 50_000 });
		expect(at(100_000).leaderSplits).toEqual({ 0: 0, 1: 20_000, 2: 60_000, 6: 100_000 });
		expect(momentAt(buildTimeline([noShow], graph, 6), () => 5).leaderSplits).toBeNull();
	});
});

describe('whereabouts', () => {
	test.each([
		[5000, { node: 'start', from: null, progress: 1, way: 0 }],
		[20_000, { node: 'a1', from: 'start', progress: 0, way: 2000 }],
		[21_000, { node: 'a1', from: 'start', progress: 0.5, way: 2000 }],
		[40_000, { node: 'a1', from: 'start', progress: 1, way: 2000 }]
	])('at %s', (igt, where) => {
		expect(whereabouts(trackOf('ann'), igt, 2000)).toEqual(where);
	});

	test('a short stay leaves time to arrive', () => {
		expect(whereabouts(trackOf('ann'), 34_000, 999_000)?.progress).toBe(1);
		expect(whereabouts(trackOf('cat'), 0, 1)).toBeNull();
	});
});

describe('the tale', () => {
	const tale = tellTale(timeline);

	test('is in order and knows places and leads', () => {
		expect(tale.map(({ at }) => at)).toEqual(tale.map(({ at }) => at).sort((a, b) => a - b));
		expect(
			tale.filter(({ kind }) => kind === 'lead').map(({ at, player }) => [at, player.id])
		).toEqual([
			[10_000, 'bob'],
			[80_000, 'ann']
		]);
		expect(tale.at(-1)).toMatchObject({ kind: 'finished', place: 1, at: 100_000 });
		expect(tale.filter(({ kind }) => kind === 'died').length).toBe(3);
	});

	test('can be walked event by event', () => {
		expect(neighbour(tale, 0, 1)?.at).toBe(10_000);
		expect(neighbour(tale, 10_000, -1)).toBeNull();
		expect(neighbour(tale, 100_000, 1)).toBeNull();
	});
});

/** `count` racers over every layer of a graph, two hours long. */
function field(seed: SeedGraph, count: number): ParticipantInfo[] {
	return Array.from({ length: count }, (_, i) =>
		participant(`p${i}`, {
			status: 'finished',
			color_index: i,
			igt_ms: 7_200_000 + i * 1000,
			current_layer: seed.columns.length,
			zone_history: seed.columns.map((column, layer) => ({
				node_id: column[(i + layer) % column.length]?.id ?? '',
				igt_ms: Math.round((7_200_000 * layer) / seed.columns.length) + i * 500 * (layer % 3),
				deaths: (i + layer) % 4
			}))
		})
	);
}

test.each([['dense', denseGraph(30, 4)] as [string, unknown], ...realGraphs()])(
	'two hours go on and end with the result: %s',
	(_, raw) => {
		const seed = parseGraph(raw) as SeedGraph;
		const players = field(seed, 20);
		const long = buildTimeline(players, seed, seed.columns.length);
		let last = -1;
		for (let at = 0; at <= long.length; at += 60_000) {
			const { participants } = momentAt(long, () => at);
			const seen = participants.reduce((sum, one) => sum + (one.zone_history?.length ?? 0), 0);
			expect(seen).toBeGreaterThanOrEqual(last);
			last = seen;
		}
		expect(momentAt(long, () => long.length).participants.map(({ id }) => id)).toEqual(
			players.map(({ id }) => id)
		);
	}
);
