import { describe, expect, test } from 'vitest';
import type { ToSpectator } from '$lib/api/types';
import { decode } from './decode';
import { participant, raceState } from './sample';
import { emptyState, fold, type LiveState } from './state';

const history = [{ node_id: 'a', igt_ms: 0 }];

/** The state after all messages, one second apart from 1000 on. */
const after = (...messages: ToSpectator[]): LiveState =>
	messages.reduce((state, message, i) => fold(state, message, (i + 1) * 1000), emptyState);

const board = (...participants: ReturnType<typeof participant>[]): ToSpectator => ({
	type: 'leaderboard_update',
	participants,
	leader_splits: { '0': 0 }
});

describe('fold', () => {
	test('a snapshot replaces everything but a known path', () => {
		const state = after(
			raceState([participant('x', { zone_history: history }), participant('gone')]),
			raceState([participant('x')])
		);
		expect(state.participants.map(({ id }) => id)).toEqual(['x']);
		expect(state.participants[0]?.zone_history).toEqual(history);
	});

	test('a reset forgets paths, splits and times', () => {
		const state = after(
			raceState([participant('x', { zone_history: history })]),
			board(participant('x')),
			raceState([participant('x', { status: 'registered' })], 'setup')
		);
		expect(state.participants[0]?.zone_history).toBeNull();
		expect(state.leaderSplits).toBeNull();
	});

	test('the order of the leaderboard is the order of the server', () => {
		const state = after(
			raceState([participant('x'), participant('y')]),
			board(participant('y'), participant('x'))
		);
		expect(state.participants.map(({ id }) => id)).toEqual(['y', 'x']);
	});

	test('a single update keeps place, path and gap', () => {
		const state = after(
			raceState([participant('x'), participant('y', { zone_history: history, gap_ms: 5 })]),
			{ type: 'player_update', player: participant('y', { igt_ms: 7 }) }
		);
		expect(state.participants[1]).toEqual(
			participant('y', { igt_ms: 7, zone_history: history, gap_ms: 5 })
		);
		expect(state.igtSeenAt).toEqual({ x: 1000, y: 2000 });
	});

	test('an update that does not move the clock does not restart it', () => {
		const state = after(
			raceState([participant('x', { igt_ms: 7 })]),
			{ type: 'player_update', player: participant('x', { igt_ms: 7, death_count: 1 }) },
			board(participant('x', { igt_ms: 7 }))
		);
		expect(state.igtSeenAt).toEqual({ x: 1000 });
	});

	test('an update about a stranger changes nothing', () => {
		const before = after(raceState([participant('x')]));
		expect(fold(before, { type: 'player_update', player: participant('z') }, 9)).toBe(before);
	});

	test('the start ends the countdown and keeps its instant', () => {
		const started = '2026-01-01T00:00:00Z';
		const state = after(
			raceState([], 'setup'),
			{ type: 'countdown', starts_at_ms: 5000, server_now_ms: 1 },
			{ type: 'race_status_change', status: 'running', started_at: started }
		);
		expect(state.startsAt).toBeNull();
		expect(state.race).toMatchObject({ status: 'running', started_at: started });
	});

	test('a finish does not erase when the race started', () => {
		const state = after(
			raceState([]),
			{ type: 'race_status_change', status: 'running', started_at: 'then' },
			{ type: 'race_status_change', status: 'finished', started_at: null }
		);
		expect(state.race).toMatchObject({ status: 'finished', started_at: 'then' });
	});

	test('a countdown begins, is cancelled, and the audience is counted', () => {
		const begun = after({ type: 'countdown', starts_at_ms: 5000, server_now_ms: 1 });
		expect(begun.startsAt).toBe(5000);
		const cancelled = fold(begun, { type: 'countdown', starts_at_ms: null, server_now_ms: 2 }, 2);
		expect(cancelled.startsAt).toBeNull();
		expect(fold(cancelled, { type: 'spectator_count', count: 4 }, 3).spectators).toBe(4);
	});
});

test.each([
	['{"type":"ping"}', { type: 'ping' }],
	['{"type":"invented_later"}', null],
	['{"type":5}', null],
	['[]', null],
	['null', null],
	['{', null],
	[new ArrayBuffer(1), null]
])('frame %s', (frame, message) => {
	expect(decode(frame)).toEqual(message);
});
