import { expect, test } from 'vitest';
import type { PoolRoutes } from '$lib/api/types';
import { routeWords } from './routes';

const routes: PoolRoutes = {
	seeds: 4,
	shortest: { min: 18, max: 22 },
	likely: { min: 24, max: 26 },
	spread: 0.118,
	branching: 1.84
};

test('fairness is told in shares, never in places', () => {
	expect(routeWords(routes)).toEqual([
		'Routes within a seed usually differ by 12%.',
		'The shortest one saves about 20%.',
		'The longest seed is 8% longer than the shortest.',
		'A place leads on to 1.8 others on average.'
	]);
});

test('one seed differs from no other, and nothing is said of nothing', () => {
	expect(routeWords({ ...routes, seeds: 1 })).toHaveLength(3);
	const none = { min: 0, max: 0 };
	expect(routeWords({ ...routes, shortest: none, likely: none })).toEqual([]);
});

test('routes that hardly differ are called even', () => {
	const same = { min: 20, max: 20 };
	expect(routeWords({ ...routes, spread: 0.001, shortest: same, likely: same })).toEqual([
		'All routes of a seed are equally long.',
		'A place leads on to 1.8 others on average.'
	]);
});
