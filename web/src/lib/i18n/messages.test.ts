import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import settings from '../../../project.inlang/settings.json';

type Texts = Record<string, unknown>;

const folder = (locale: string) => new URL(`../../../messages/${locale}/`, import.meta.url);
const read = (locale: string, file: string): Texts =>
	JSON.parse(readFileSync(new URL(file, folder(locale)), 'utf8'));

const base = settings.baseLocale;
const others = settings.locales.filter((locale) => locale !== base);
const files = readdirSync(folder(base));

/** The names in braces, markup included, each once. */
const placeholders = (text: unknown) =>
	[...new Set(JSON.stringify(text).match(/\{[#/]?\w+\/?\}/g) ?? [])].sort();

test('every file of texts is compiled, and every compiled file is there', () => {
	const compiled = settings['plugin.inlang.messageFormat'].pathPattern.map(
		(pattern) => pattern.split('/').at(-1) ?? ''
	);
	expect([...files].sort()).toEqual([...compiled].sort());
	for (const locale of others) expect(readdirSync(folder(locale))).toEqual(files);
});

describe.each(files)('%s', (file) => {
	const texts = read(base, file);

	test('keys begin with the name of their file', () => {
		const prefix = `${file.replace('.json', '')}_`;
		expect(Object.keys(texts).filter((key) => !key.startsWith(prefix))).toEqual([]);
	});

	test.each(others)('%s has the same keys and placeholders', (locale) => {
		const translated = read(locale, file);
		expect(Object.keys(translated).sort()).toEqual(Object.keys(texts).sort());
		for (const [key, text] of Object.entries(texts)) {
			expect(placeholders(translated[key]), key).toEqual(placeholders(text));
		}
	});

	test.each(settings.locales)(
		'no text of %s is empty, and every choice has a default',
		(locale) => {
			for (const [key, text] of Object.entries(read(locale, file))) {
				if (typeof text === 'string') expect(text.trim(), key).not.toBe('');
				else expect(JSON.stringify(text), key).toMatch(/"(\w+=\*(, )?)+":/);
			}
		}
	);
});
