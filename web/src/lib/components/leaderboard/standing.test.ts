import { expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph } from '$lib/map/graph';
import { firstPlaces, standingsOf, type Board } from './standing';

const graph = parseGraph({
	nodes: { a: { type: 'mini_dungeon', display_name: 'Limgrave - Coastal Cave', layer: 1 } },
	edges: []
});

const board: Board = {
	participants: [
		participant('first', {
			current_layer: 2,
			current_zone: 'a',
			igt_ms: 200_000,
			layer_entry_igt: 150_000
		}),
		participant('second', {
			current_layer: 1,
			current_zone: 'a',
			igt_ms: 170_000,
			layer_entry_igt: 80_000,
			death_count: 3
		}),
		participant('third', { status: 'ready' }),
		participant('fourth', { status: 'abandoned', current_layer: 1, igt_ms: 90_000 })
	],
	leaderSplits: { '0': 0, '1': 62_000, '2': 150_000 },
	igtSeenAt: { first: 0, second: 0 },
	initials: new Map([['first', 'FI']]),
	graph,
	totalLayers: 10,
	ownId: 'second',
	hidesPlaces: false,
	ticking: true,
	over: false
};

test('rows tell place, time, gap and progress', () => {
	const [first, second, third, fourth] = standingsOf(board, 2000);
	expect(first).toMatchObject({
		rank: 1,
		leader: true,
		note: 'leads',
		gap: null,
		igt: '3:22',
		progress: '3/10',
		zone: { label: 'Coastal Cave', name: 'Limgrave - Coastal Cave' },
		initials: 'FI'
	});
	expect(second).toMatchObject({ rank: 2, own: true, gap: '+0:22', igt: '2:52', deaths: 3 });
	expect(third).toMatchObject({ rank: null, igt: null, gap: null, statusWord: 'Ready' });
	expect(fourth).toMatchObject({ rank: null, igt: '1:30', gap: null, zone: null });
});

test('whoever races reads only their own place', () => {
	const zones = standingsOf({ ...board, hidesPlaces: true }, 0).map(
		({ zone }) => zone?.label ?? null
	);
	expect(zones).toEqual([null, 'Coastal Cave', null, null]);
});

test('only the end makes a winner', () => {
	const done = participant('done', { status: 'finished', igt_ms: 1000 });
	const note = (over: boolean) => standingsOf({ ...board, participants: [done], over }, 0)[0]?.note;
	expect(note(false)).toBeNull();
	expect(note(true)).toBe('winner');
});

test('in short there are three, and whoever looks as long as they race', () => {
	const names = (ownId: string | null) =>
		firstPlaces(standingsOf({ ...board, participants, ownId }, 0)).map(({ id }) => id);
	const participants = [
		...['a', 'b', 'c', 'd', 'e'].map((id) => participant(id)),
		participant('out', { status: 'abandoned' })
	];
	expect(names(null)).toEqual(['a', 'b', 'c']);
	expect(names('b')).toEqual(['a', 'b', 'c']);
	expect(names('e')).toEqual(['a', 'b', 'c', 'e']);
	expect(names('out')).toEqual(['a', 'b', 'c']);
});
