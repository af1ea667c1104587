import { expect, test } from 'vitest';
import type { RaceDetail } from '$lib/api/types';
import { changesOf, formOf } from './settings';

const race = {
	name: 'Cup',
	pool_name: 'sprint',
	scheduled_at: '2026-05-01T18:00:00Z',
	open_registration: false,
	max_participants: null,
	fog_of_war: true,
	is_public: true
} as RaceDetail;

test('an untouched form changes nothing', () => expect(changesOf(race, formOf(race))).toEqual({}));

test.each([
	[{ name: ' Final ' }, { name: 'Final' }],
	[{ pool: 'standard' }, { pool_name: 'standard' }],
	[{ scheduledAt: null }, { scheduled_at: null }],
	[{ registration: 'open' }, { open_registration: true, max_participants: 8 }],
	[{ capacity: 20 }, {}],
	[{ fog: 'off' }, { fog_of_war: false }],
	[{ visibility: 'private' }, { is_public: false }]
] as const)('%o changes %o', (edit, changes) => {
	expect(changesOf(race, { ...formOf(race), ...edit })).toEqual(changes);
});

test('an open race keeps its places when it closes', () => {
	const open = { ...race, open_registration: true, max_participants: 12 };
	expect(changesOf(open, { ...formOf(open), capacity: 16 })).toEqual({ max_participants: 16 });
	expect(changesOf(open, { ...formOf(open), registration: 'invited' })).toEqual({
		open_registration: false
	});
});
