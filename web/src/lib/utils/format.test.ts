import { describe, expect, test } from 'vitest';
import {
	formatAge,
	formatElapsed,
	formatGap,
	formatIgt,
	formatProgress,
	formatRelative,
	ordinal,
	poolTitle,
	progressShare
} from './format';
import { displayName, distinctInitials, initials } from './names';

test.each([
	[0, '0:00'],
	[999, '0:00'],
	[61_000, '1:01'],
	[3_599_999, '59:59'],
	[3_600_000, '1:00:00'],
	[-5, '0:00']
])('IGT %i is %s', (ms, text) => expect(formatIgt(ms)).toBe(text));

test.each([
	[18_400, '+0:18'],
	[0, '+0:00'],
	[-2000, '−0:02'],
	[-400, '+0:00'],
	[3_661_000, '+1:01:01']
])('gap %i is %s', (ms, text) => expect(formatGap(ms)).toBe(text));

test('elapsed keeps two digits for each part', () => {
	expect(formatElapsed(3_661_500)).toBe('01:01:01');
	expect(formatElapsed(-1)).toBe('00:00:00');
});

test.each([
	[1, '1st'],
	[2, '2nd'],
	[3, '3rd'],
	[4, '4th'],
	[11, '11th'],
	[12, '12th'],
	[13, '13th'],
	[21, '21st'],
	[112, '112th']
])('%i is %s', (place, text) => expect(ordinal(place)).toBe(text));

test('the last zone entered is not the finish', () => {
	expect(formatProgress(29, 30, 'playing')).toBe('30/30');
	expect(progressShare(29, 30, 'playing')).toBeLessThan(1);
	expect(progressShare(30, 30, 'playing')).toBeLessThan(1);
	expect(progressShare(30, 30, 'finished')).toBe(1);
	expect(formatProgress(0, 30, 'finished')).toBe('30/30');
	expect(formatProgress(3, 0, 'playing')).toBe('–');
	expect(formatProgress(0, 30, 'ready')).toBe('–');
	expect(progressShare(3, 0, 'playing')).toBe(0);
});

test.each([
	[-30_000, 'Just now'],
	[-5 * 60_000, '5m ago'],
	[-3 * 3_600_000, '3h ago'],
	[-2 * 86_400_000, '2d ago'],
	[30_000, 'In <1m'],
	[90_000, 'In 1m'],
	[2.5 * 3_600_000, 'In 2h']
])('%i ms from now is %s', (difference, text) => {
	const now = Date.parse('2026-05-01T12:00:00Z');
	expect(formatRelative(new Date(now + difference).toISOString(), now)).toBe(text);
});

test('ages and pools', () => {
	expect(formatAge(1500)).toBe('1 s');
	expect(formatAge(125_000)).toBe('2 min');
	expect(poolTitle('boss_shuffle')).toBe('Boss Shuffle');
	expect(poolTitle('training_sprint')).toBe('Sprint');
});

describe('names', () => {
	const person = (twitch_username: string) => ({ twitch_username, twitch_display_name: null });
	test.each([
		['mistwalker', 'MI'],
		['MistWalker', 'MW'],
		['grafted_scion', 'GS'],
		['Élodie', 'ÉL'],
		['雪見うどん', '雪'],
		['박하사탕77', '박'],
		['Лесной_Ёж', 'ЛЁ'],
		['x', 'X'],
		['__', '?']
	])('initials of %s are %s', (name, text) => expect(initials(name)).toBe(text));

	test('a display name wins over the login', () => {
		expect(displayName({ twitch_username: 'a', twitch_display_name: 'A!' })).toBe('A!');
		expect(displayName({ twitch_username: 'a', twitch_display_name: '' })).toBe('a');
	});

	test('everybody gets initials of their own', () => {
		const people = ['marika', 'maliketh', 'malenia', 'ma', 'm', 'miq', 'ma_'].map(person);
		const given = [...distinctInitials(people).values()];
		expect(new Set(given).size).toBe(people.length);
		expect(given[0]).toBe('MA');
	});
});
