import { expect, test } from 'vitest';
import type { ParticipantInfo, RaceStatus } from '$lib/api/types';
import { happenings, inWords } from './happenings';
import { participant, raceState } from './sample';
import { emptyState, fold } from './state';

const state = (
	participants: ParticipantInfo[],
	status: RaceStatus = 'running',
	startsAt: number | null = null
) => ({ ...fold(emptyState, raceState(participants, status), 0), startsAt });

const [a, b] = [participant('Ann'), participant('Bob')];
const done = { ...a, status: 'finished' as const, igt_ms: 61_000 };

test.each([
	['nothing', state([a, b]), state([a, b]), []],
	['arrival', emptyState, state([done, b], 'finished'), []],
	['countdown', state([], 'setup'), state([], 'setup', 9), ['The countdown has begun.']],
	['cancel', state([], 'setup', 9), state([], 'setup'), ['The countdown was cancelled.']],
	['start', state([], 'setup', 9), state([]), ['Go! The race has started.']],
	['lead', state([a, b]), state([b, a]), ['Bob takes the lead.']],
	['finish', state([a, b]), state([done, b]), ['Ann finishes 1st in 1:01.']],
	[
		'last finish',
		state([a]),
		state([done], 'finished'),
		['Ann finishes 1st in 1:01.', 'The race is over. Ann wins.']
	],
	[
		'last one gives up',
		state([a]),
		state([{ ...a, status: 'abandoned' }], 'finished'),
		['Ann gives up.', 'The race is over.']
	],
	['reset', state([done], 'finished'), state([a], 'setup'), ['The race was reset.']]
])('%s', (_, before, after, words) => {
	expect(happenings(before, after).map(inWords)).toEqual(words);
});
