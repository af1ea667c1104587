import { describe, expect, test } from 'vitest';
import { participant, raceState } from './sample';
import { emptyState, fold } from './state';
import { afterTick } from './tick';

const visit = (node_id: string, deaths?: number) => ({ node_id, igt_ms: 0, deaths });
const x = participant('x', { color_index: 0, zone_history: [visit('a')] });
const y = participant('y', { color_index: 3 });

describe('afterTick', () => {
	test('fields change for whom they are given, and nobody else', () => {
		const after = afterTick([x, y], { seq: 1, igt_ms: [[3, 7]], gap_ms: [[3, null]] });
		expect(after).toEqual([x, { ...y, igt_ms: 7 }]);
		expect(after[0]).toBe(x);
	});

	test('histories grow, begin, and count deaths where they happened', () => {
		const after = afterTick([x, y], {
			seq: 1,
			visits: [
				[0, 0, visit('a', 2)],
				[0, 1, visit('b')],
				[3, 0, visit('c')]
			]
		});
		expect(after.map((row) => row.zone_history)).toEqual([
			[visit('a', 2), visit('b')],
			[visit('c')]
		]);
		expect(x.zone_history).toEqual([visit('a')]);
	});

	test('the order says who is there', () => {
		const z = participant('z', { color_index: 4 });
		expect(afterTick([x, y], { seq: 1, players: [z], order: [4, 0] })).toEqual([z, x]);
		expect(afterTick([x, y], { seq: 1, order: [3, 0] })).toEqual([y, x]);
	});

	test('a player of whom more has changed is replaced', () => {
		const renamed = { ...y, twitch_display_name: 'Why' };
		expect(afterTick([x, y], { seq: 1, players: [renamed] })).toEqual([x, renamed]);
	});
});

test('a state and its ticks are folded into one', () => {
	const start = { epoch: 'e', seq: 4, leader_splits: { '0': 0 }, graph_url: null };
	const first = { ...raceState([x, y]), ticks: start };
	const before = fold(emptyState, first, 1000);
	expect(before.leaderSplits).toEqual({ '0': 0 });
	const after = fold(before, { type: 'tick', seq: 5, igt_ms: [[3, 7]], leader_splits: {} }, 2000);
	expect(after.follows).toEqual({ epoch: 'e', seq: 5 });
	expect(after.igtSeenAt).toEqual({ x: 1000, y: 2000 });
	expect(after.leaderSplits).toBeNull();
	// A state without ticks may leave paths out; one with ticks says all there is to know.
	const bare = raceState([{ ...x, zone_history: null }, y]);
	expect(fold(after, bare, 3000).participants[0]?.zone_history).toEqual(x.zone_history);
	const exact = { ...bare, ticks: start };
	expect(fold(after, exact, 3000).participants[0]?.zone_history).toBeNull();
});
