import { expect, test } from 'vitest';
import type { AdminUser } from '$lib/api/types';
import { peopleFor } from './people';

const person = (twitch_username: string, changes: Partial<AdminUser> = {}): AdminUser => ({
	id: twitch_username,
	twitch_username,
	twitch_display_name: null,
	twitch_avatar_url: null,
	role: 'user',
	created_at: '2026-01-01T00:00:00Z',
	last_seen: null,
	training_count: 0,
	race_count: 0,
	...changes
});

const everybody = [
	person('marika', { last_seen: '2026-03-01T00:00:00Z', role: 'admin' }),
	person('godrick', { created_at: '2026-02-01T00:00:00Z', race_count: 9 }),
	person('ranni', { last_seen: '2026-04-01T00:00:00Z', twitch_display_name: 'Lunar' })
];

test.each([
	[{ text: '', role: '', order: 'seen' }, ['ranni', 'marika', 'godrick']],
	[{ text: '', role: '', order: 'joined' }, ['godrick', 'marika', 'ranni']],
	[{ text: '', role: '', order: 'races' }, ['godrick', 'marika', 'ranni']],
	[{ text: '', role: '', order: 'name' }, ['godrick', 'ranni', 'marika']],
	[{ text: ' LUNA', role: '', order: 'name' }, ['ranni']],
	[{ text: '', role: 'admin', order: 'name' }, ['marika']]
] as const)('%o finds %o', (wish, logins) => {
	expect(peopleFor(wish, everybody).map(({ twitch_username }) => twitch_username)).toEqual(logins);
});
