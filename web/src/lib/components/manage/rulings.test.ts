import { expect, test } from 'vitest';
import { rulingsFor } from './rulings';

test.each([
	['playing', false, []],
	['ready', false, []],
	['finished', false, ['hold', 'correct']],
	['finished', true, ['release', 'correct']],
	['abandoned', false, ['restore', 'hold', 'correct']]
] as const)('%s (held: %s) may be ruled %o', (status, held, kinds) => {
	expect(rulingsFor({ status, held }).map(({ kind }) => kind)).toEqual(kinds);
});
