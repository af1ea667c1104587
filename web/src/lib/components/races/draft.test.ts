import { expect, test } from 'vitest';
import type { Race } from '$lib/api/types';
import { draftLike, emptyDraft, requestOf } from './draft';

const last = {
	name: 'Sunday cup, round 9',
	pool_name: 'standard',
	my_igt_ms: null,
	is_public: false,
	open_registration: true,
	max_participants: 12,
	fog_of_war: false
} as Race;

test('again like last time, one round on and without its time', () => {
	expect(draftLike(last)).toEqual({
		name: 'Sunday cup, round 10',
		pool: 'standard',
		part: 'organize',
		visibility: 'private',
		registration: 'open',
		capacity: 12,
		fog: 'off',
		scheduledAt: null
	});
	expect(draftLike({ ...last, name: 'Evening', my_igt_ms: 0 })).toMatchObject({
		name: 'Evening',
		part: 'race'
	});
});

test('places are asked for only where anybody may enter', () => {
	const draft = { ...emptyDraft, name: ' Cup ' };
	expect(requestOf(draft, 'sprint')).toMatchObject({ name: 'Cup', max_participants: null });
	expect(requestOf({ ...draft, registration: 'open' }, 'sprint').max_participants).toBe(8);
});
