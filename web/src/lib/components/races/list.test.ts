import { expect, test } from 'vitest';
import type { Race } from '$lib/api/types';
import { matching, momentOf, poolsOf } from './list';

const person = (twitch_username: string, twitch_display_name: string | null = null) => ({
	id: twitch_username,
	twitch_username,
	twitch_display_name,
	twitch_avatar_url: null
});

const race = (name: string, changes: Partial<Race> = {}): Race => ({
	id: name,
	name,
	organizer: person('marika'),
	status: 'setup',
	pool_name: 'sprint',
	is_public: true,
	open_registration: false,
	max_participants: null,
	created_at: '2026-01-01T00:00:00Z',
	scheduled_at: null,
	started_at: null,
	starts_at: null,
	seeds_released_at: null,
	participant_count: 0,
	participant_previews: [],
	co_organizers: [],
	fog_of_war: true,
	seed_total_layers: null,
	casters: [],
	my_current_layer: null,
	my_igt_ms: null,
	my_death_count: null,
	...changes
});

const evening = race('Evening', { organizer: person('radagon', 'Radagon') });
const cup = race('Cup', {
	pool_name: 'standard',
	participant_previews: [{ ...person('melina'), placement: 1 }]
});

test.each([
	[{ pool: '', text: '' }, ['Evening', 'Cup']],
	[{ pool: 'standard', text: '' }, ['Cup']],
	[{ pool: '', text: ' EVEN ' }, ['Evening']],
	[{ pool: '', text: 'meli' }, ['Cup']],
	[{ pool: '', text: 'rada' }, ['Evening']],
	[{ pool: 'sprint', text: 'meli' }, []]
])('%o finds %o', (wish, names) => {
	expect(matching([evening, cup], wish).map(({ name }) => name)).toEqual(names);
});

test('the time that matters is never that of the creation before the start', () => {
	const planned = { scheduled_at: '2026-02-02T20:00:00Z' };
	expect(momentOf(race('a'))).toBeNull();
	expect(momentOf(race('a', planned))).toBe('2026-02-02T20:00:00Z');
	const started = { ...planned, started_at: '2026-02-02T20:05:00Z' };
	expect(momentOf(race('a', { status: 'running', ...started }))).toBe('2026-02-02T20:05:00Z');
	expect(momentOf(race('a', { status: 'finished' }))).toBe('2026-01-01T00:00:00Z');
});

test('pools are listed once', () => {
	expect(poolsOf([cup, evening, race('x', { pool_name: null }), cup])).toEqual([
		'sprint',
		'standard'
	]);
});
