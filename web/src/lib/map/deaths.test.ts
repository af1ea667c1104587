import { expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { newDeaths } from './deaths';

const ann = (death_count: number, igt_ms: number, current_zone: string | null = 'a1') =>
	participant('ann', { death_count, igt_ms, current_zone });

test.each([
	['another death', ann(1, 1000), ann(2, 2000), ['a1']],
	['two at once', ann(1, 1000), ann(3, 2000), ['a1']],
	['none', ann(1, 1000), ann(1, 2000), []],
	['nowhere', ann(1, 1000), ann(2, 2000, null), []],
	['a leap ahead', ann(1, 1000), ann(2, 62_000), []],
	['back in time', ann(1, 9000), ann(2, 8000), []]
])('%s', (_, before, after, nodes) => {
	const { counts } = newDeaths(new Map(), [before]);
	expect(newDeaths(counts, [after]).nodes).toEqual(nodes);
});

test('who has just come is no news', () => {
	expect(newDeaths(new Map(), [ann(4, 1000)]).nodes).toEqual([]);
});
