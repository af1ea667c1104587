import { expect, test } from 'vitest';
import type { Happening } from '$lib/live/happenings';
import { participant } from '$lib/live/sample';
import { cueOf, notes } from './cues';

const player = participant('x');
const lead: Happening = { kind: 'lead_taken', player };
const finish: Happening = { kind: 'finished', player, place: 1 };

test.each<[string, Happening[], ReturnType<typeof cueOf>]>([
	['nothing', [], null],
	['the lead', [lead], 'lead'],
	['a finish that takes the lead', [lead, finish], 'finish'],
	['the start', [{ kind: 'race_started' }, lead], 'start'],
	['what is only read', [{ kind: 'abandoned', player }], null]
])('%s', (_, happenings, cue) => {
	expect(cueOf(happenings)).toBe(cue);
});

test('no cue outlasts a second', () => {
	for (const melody of Object.values(notes)) {
		expect(Math.max(...melody.map(({ at, length }) => at + length))).toBeLessThan(1);
	}
});
