import { expect, test } from 'vitest';
import type { Highlight, Kind } from '$lib/highlights/facts';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import { commentAt, placeComments } from './commentary';
import { buildTimeline } from './timeline';

const graph = parseGraph(smallGraph) as SeedGraph;
const ann = participant('ann', {
	status: 'finished',
	igt_ms: 100_000,
	zone_history: [
		{ node_id: 'start', igt_ms: 0 },
		{ node_id: 'a1', igt_ms: 20_000 },
		{ node_id: 'b2', igt_ms: 60_000 }
	]
});
const timeline = buildTimeline([ann], graph, 6);
const highlight = (kind: Kind, players = [ann], zone: string | null = null): Highlight => ({
	kind,
	category: 'speed',
	score: 50,
	players,
	zone: zone === null ? null : (graph.byId.get(zone) ?? null),
	value: 1
});
const times = (...highlights: Highlight[]) =>
	placeComments(highlights, timeline).map(({ at, highlight }) => [highlight.kind, at]);

test.each([
	[highlight('dominant'), 100_000],
	[highlight('late_pass'), 100_000],
	[highlight('fast_starter'), 20_000],
	[highlight('speed_demon', [ann], 'a1'), 40_000],
	[highlight('graveyard', [], 'b2'), 80_000],
	[highlight('hard_pass', [], 'c3'), 50_000],
	[highlight('lead_changes', []), 50_000]
])('%j is told where it belongs', (one, at) => {
	expect(times(one)).toEqual([[one.kind, at]]);
});

test('comments keep their distance and stay within the race', () => {
	expect(
		times(highlight('dominant'), highlight('comeback'), highlight('own_way'), highlight('detour'))
	).toEqual([
		['own_way', 50_000],
		['detour', 55_000],
		['dominant', 95_000],
		['comeback', 100_000]
	]);
});

test('a comment stays for its time', () => {
	const comments = placeComments([highlight('own_way')], timeline);
	expect(commentAt(comments, 49_999, 4000)).toBeNull();
	expect(commentAt(comments, 53_000, 4000)).toMatchObject({ share: 0.75 });
	expect(commentAt(comments, 54_000, 4000)).toBeNull();
});
