import { expect, test } from 'vitest';
import { readableDetail } from './errors';

test.each([
	[{ detail: 'The race is full.' }, 409, 'The race is full.'],
	[{ detail: [{ loc: ['body', 'pool_name'], msg: 'is unknown' }] }, 422, 'pool name: is unknown.'],
	[{ detail: [{ msg: 'bad' }, 'worse.'] }, 422, 'bad. worse.'],
	[{ detail: [{}] }, 422, 'The server answered with an error (422).'],
	[{ detail: '' }, 404, 'That does not exist.'],
	['not an object', 500, 'The server answered with an error (500).'],
	[null, 429, 'Too many requests. Wait a moment and try again.']
])('%j with status %i reads "%s"', (body, status, text) => {
	expect(readableDetail(body, status)).toBe(text);
});
