import { expect, test } from 'vitest';
import type { ActivityItem } from '$lib/api/types';
import { lineOf } from './activity';

const race = { date: '2026-01-01T00:00:00Z', race_id: 'r', race_name: 'Cup' };
const run = (changes: object): ActivityItem => ({
	...race,
	type: 'race_participant',
	status: 'finished',
	total_participants: 6,
	igt_ms: 61_000,
	death_count: 2,
	...changes
});

test.each([
	[{ placement: 2 }, 2, ['2nd of 6', '1:01', '2 deaths']],
	[{ placement: 4 }, null, ['4th of 6', '1:01', '2 deaths']],
	[{}, null, ['Did not finish', '1:01', '2 deaths']],
	[{ status: 'running', death_count: 1 }, null, ['1:01', '1 death']],
	[{ status: 'setup' }, null, []]
])('a run with %o', (changes, podium, details) => {
	expect(lineOf(run(changes))).toMatchObject({ podium, details, href: '/race/r', title: 'Cup' });
});

test('organizing tells how many raced', () => {
	const item: ActivityItem = {
		...race,
		type: 'race_organizer',
		status: 'finished',
		participant_count: 1
	};
	expect(lineOf(item)).toMatchObject({ deed: 'Organized', details: ['1 racer'] });
});

test('a run alone leads to its session and tells when it does not count', () => {
	const item: ActivityItem = {
		type: 'training',
		date: race.date,
		session_id: 's',
		pool_name: 'training_boss_shuffle',
		status: 'abandoned',
		igt_ms: 61_000,
		death_count: 1,
		exclude_from_stats: true
	};
	expect(lineOf(item)).toMatchObject({
		title: 'Boss Shuffle',
		href: '/training/s',
		state: { word: 'Given up' },
		details: ['1:01', '1 death', 'Slow run']
	});
});
