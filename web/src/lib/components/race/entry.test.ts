import { expect, test } from 'vitest';
import { castingOf, entryOf, type Door, type Visitor } from './entry';

const guest: Visitor = {
	signedIn: false,
	organizer: false,
	participant: false,
	racing: false,
	caster: false
};
const user: Visitor = { ...guest, signedIn: true };
const racer: Visitor = { ...user, participant: true, racing: true };
const open: Door = { status: 'setup', released: false, open: true, entered: 1, capacity: 8 };

test.each([
	['guest', guest, open, { kind: 'sign_in' }],
	['user', user, open, { kind: 'join' }],
	['full', user, { ...open, entered: 8 }, { kind: 'full' }],
	['invitation only', user, { ...open, open: false }, { kind: 'none' }],
	['started', user, { ...open, status: 'running' as const }, { kind: 'none' }],
	['organizer', { ...user, organizer: true }, open, { kind: 'none' }],
	['caster', { ...user, caster: true }, open, { kind: 'none' }],
	[
		'racer waits',
		racer,
		open,
		{ kind: 'entered', released: false, mayLeave: true, mayQuit: false }
	],
	[
		'racing organizer',
		{ ...racer, organizer: true },
		{ ...open, released: true },
		{ kind: 'entered', released: true, mayLeave: false, mayQuit: false }
	],
	[
		'racer while running',
		racer,
		{ ...open, status: 'running' as const, released: true },
		{ kind: 'entered', released: true, mayLeave: false, mayQuit: true }
	],
	[
		'racer who has finished',
		{ ...racer, racing: false },
		{ ...open, status: 'running' as const, released: true },
		{ kind: 'entered', released: true, mayLeave: false, mayQuit: false }
	]
])('%s', (_, visitor, door, entry) => expect(entryOf(visitor, door)).toEqual(entry));

test.each([
	['guest', guest, 'setup' as const, null],
	['user', user, 'running' as const, 'join'],
	['organizer', { ...user, organizer: true }, 'setup' as const, 'join'],
	['user afterwards', user, 'finished' as const, null],
	['racer', racer, 'running' as const, null],
	['caster', { ...user, caster: true }, 'setup' as const, 'leave'],
	['caster afterwards', { ...user, caster: true }, 'finished' as const, 'leave']
])('casting: %s', (_, visitor, status, casting) =>
	expect(castingOf(visitor, status)).toBe(casting)
);
