import { expect, test } from 'vitest';
import { deedWords } from './deeds';

test.each([
	['seeds_released', 'Seed packs released'],
	['moon_painted', 'moon painted']
])('%s reads %s', (action, words) => expect(deedWords(action)).toBe(words));
