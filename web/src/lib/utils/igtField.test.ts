import { expect, test } from 'vitest';
import { formatIgt } from './format';
import { parseIgt } from './igtField';

test.each([
	['23:45', 1_425_000],
	[' 1:23:45 ', 5_025_000],
	['0:05', 5000],
	['100:00:00', 360_000_000],
	['75:00', null],
	['1:75:00', null],
	['12', null],
	['1:2', null],
	['abc', null],
	['', null]
])('%s is %s ms', (text, ms) => expect(parseIgt(text)).toBe(ms));

test('what is shown can be typed', () => {
	for (const ms of [0, 59_000, 61_000, 3_600_000]) expect(parseIgt(formatIgt(ms))).toBe(ms);
});
