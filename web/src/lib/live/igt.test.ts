import { describe, expect, test } from 'vitest';
import { measure } from './clock';
import { carriedIgt, leaderOf, liveGap } from './igt';
import { participant } from './sample';

describe('carriedIgt', () => {
	const player = participant('x', { igt_ms: 5000 });
	test.each([
		['moves on', player, 1000, 3500, true, 7500],
		['stops after ten seconds', player, 1000, 60_000, true, 15_000],
		['never runs backwards', player, 1000, 500, true, 5000],
		['stands when we hear nothing', player, 1000, 3500, false, 5000],
		['stands when its mod is gone', { ...player, mod_connected: false }, 1000, 3500, true, 5000],
		['stands once finished', { ...player, status: 'finished' as const }, 1000, 3500, true, 5000],
		['stands in the menu', { ...player, igt_ms: 0 }, 1000, 3500, true, 0],
		['stands without a reading', player, undefined, 3500, true, 5000]
	])('%s', (_, who, seenAt, now, ticking, igt) => {
		expect(carriedIgt(who, seenAt, now, ticking)).toBe(igt);
	});
});

describe('liveGap', () => {
	// The leader skipped layer 3 and has finished at 300 000.
	const splits = { '0': 0, '1': 62_000, '2': 150_000, '3': 240_000, '4': 240_000, '5': 300_000 };
	const on = (current_layer: number, layer_entry_igt: number | null) =>
		participant('p', { current_layer, layer_entry_igt });
	test.each([
		['ahead of the next split', on(2, 158_000), 200_000, 8000],
		['just past it', on(2, 158_000), 245_000, 8000],
		['later than it was at entry', on(2, 158_000), 251_000, 11_000],
		['one layer on', on(3, 252_000), 252_000, 12_000],
		['on the last layer', on(4, 250_000), 312_000, 12_000],
		['leader still on this layer', on(5, 310_000), 400_000, 10_000],
		['ahead of the pace', on(1, 60_000), 70_000, -2000],
		['unknown entry', on(2, null), 200_000, null],
		['unknown split', on(9, 1), 200_000, null]
	])('%s', (_, player, igt, gap) => {
		expect(liveGap(player, igt, 'leader', splits)).toBe(gap);
	});

	test('the leader has none', () => {
		expect(liveGap(on(2, 158_000), 200_000, 'p', splits)).toBeNull();
	});

	test("those who do not play have the server's", () => {
		const done = participant('p', { status: 'finished', gap_ms: 31_500 });
		expect(liveGap(done, 1, 'leader', splits)).toBe(31_500);
		expect(liveGap({ ...on(2, 1), gap_ms: 7 }, 1, 'leader', null)).toBe(7);
	});
});

test('nobody leads before somebody plays', () => {
	expect(leaderOf([])).toBeUndefined();
	expect(leaderOf([participant('x', { status: 'ready' })])).toBeUndefined();
	expect(leaderOf([participant('x')])?.id).toBe('x');
});

test('the clock believes the quickest answer', () => {
	const slow = measure(null, { sentAt: 1000, serverAt: 6300, receivedAt: 1400 });
	expect(slow).toEqual({ offset: 5100, roundTrip: 400 });
	const quick = measure(slow, { sentAt: 2000, serverAt: 7010, receivedAt: 2020 });
	expect(quick).toEqual({ offset: 5000, roundTrip: 20 });
	expect(measure(quick, { sentAt: 3000, serverAt: 8400, receivedAt: 3300 })).toBe(quick);
	expect(measure(quick, { sentAt: 3000, serverAt: 9000, receivedAt: 2900 })).toBe(quick);
});

test('a clock that was set is measured anew', () => {
	const quick = measure(null, { sentAt: 2000, serverAt: 7010, receivedAt: 2020 });
	const later = measure(quick, { sentAt: 600_000, serverAt: 8200, receivedAt: 600_100 });
	expect(later).toEqual({ offset: 8200 - 600_050, roundTrip: 100 });
});
