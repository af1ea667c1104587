import { expect, test } from 'vitest';
import { regionalTag } from './intl';
import { preferred } from './language.svelte';

test.each([
	[['fr-CA', 'en'], 'fr'],
	[['de', 'fr'], 'fr'],
	[['de', 'it'], 'en'],
	[['EN-gb'], 'en'],
	[[], 'en']
])('a browser that asks for %s gets %s', (wishes, locale) => {
	expect(preferred(wishes)).toBe(locale);
});

test('dates follow the variant of the language that the browser names', () => {
	expect(regionalTag(['fr', 'en-GB', 'en-US'])).toBe('en-GB');
	expect(regionalTag(['fr-CA'])).toBe('en');
	expect(regionalTag([])).toBe('en');
});
