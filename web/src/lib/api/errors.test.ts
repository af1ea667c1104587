import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '$paraglide/runtime';
import schema from '../../../openapi.json';
import { readableDetail, refusalOf } from './errors';
import { refusalWords } from './refusals';

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

afterEach(() => overwriteGetLocale(() => 'en'));

test('a code is said in the visitor’s language, with the values of the sentence', async () => {
	const full = { detail: 'The race is full.', code: 'race_full' };
	expect((await refusalOf(full, 409)).message).toBe('The race is full.');
	overwriteGetLocale(() => 'fr');
	expect((await refusalOf(full, 409)).message).toBe('La course est complète.');
	const busy = { detail: 'Later.', code: 'too_many_requests', values: { seconds: '7' } };
	expect((await refusalOf(busy, 429)).message).toBe('Trop de demandes. Réessayez dans 7 secondes.');
});

test.each([
	[{ detail: 'Something new.', code: 'something_new' }, 'Something new.'],
	[{ detail: 'Something odd.', code: 'toString' }, 'Something odd.'],
	[{ detail: 'Without a code.', code: null }, 'Without a code.']
])('%j is shown as the server words it', async (body, text) => {
	overwriteGetLocale(() => 'fr');
	expect((await refusalOf(body, 400)).message).toBe(text);
});

test.each(['en', 'fr'] as const)('every code of the server has a sentence in %s', (locale) => {
	overwriteGetLocale(() => locale);
	for (const code of schema.components.schemas.ProblemCode.enum) {
		expect(refusalWords(code, {}), code).toMatch(/\S.*[.]$/);
	}
});
