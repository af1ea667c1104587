import { expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { smallGraph } from '$lib/map/sample';
import { runsByZone, zoneRuns } from './visits';

const graph = parseGraph(smallGraph) as SeedGraph;
const ann = participant('ann', {
	igt_ms: 100,
	zone_history: [
		{ node_id: 'start', igt_ms: 0 },
		{ node_id: 'a1', igt_ms: 10, deaths: 2 },
		{ node_id: 'start', igt_ms: 30 },
		{ node_id: 'elsewhere', igt_ms: 35 },
		{ node_id: 'a1', igt_ms: 40, deaths: 1 },
		{ node_id: 'b2', igt_ms: 70 }
	]
});

test('visits of one place add up, the last one decides', () => {
	const runs = zoneRuns(ann, graph);
	expect(runs.get('a1')).toMatchObject({
		entered: 10,
		time: 50,
		deaths: 3,
		visits: 2,
		outcome: 'cleared'
	});
	expect(runs.get('start')).toMatchObject({ time: 20, visits: 2, outcome: 'cleared' });
	expect([...runs.keys()]).toEqual(['start', 'a1', 'b2']);
});

test.each([
	['playing', 'playing'],
	['finished', 'cleared'],
	['abandoned', 'ended']
] as const)('the last place of somebody who is %s', (status, outcome) => {
	expect(zoneRuns({ ...ann, status }, graph).get('b2')).toMatchObject({ outcome, time: 30 });
});

test('going back is not going on', () => {
	const back = {
		...ann,
		zone_history: [
			{ node_id: 'a1', igt_ms: 0 },
			{ node_id: 'start', igt_ms: 5 }
		]
	};
	expect(zoneRuns(back, graph).get('a1')?.outcome).toBe('backed');
});

test('a place lists those who went on by time, then the others', () => {
	const quick = participant('bob', {
		status: 'finished',
		igt_ms: 20,
		zone_history: [{ node_id: 'b2', igt_ms: 0 }]
	});
	const gone = { ...quick, id: 'cat', status: 'abandoned' as const };
	const runs = runsByZone([ann, gone, quick], graph).get('b2') ?? [];
	expect(runs.map(({ player }) => player.id)).toEqual(['bob', 'ann', 'cat']);
});
