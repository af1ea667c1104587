import { expect, test } from 'vitest';
import { entryOf, type Door, type Visitor } from './entry';

const guest: Visitor = { signedIn: false, organizer: false, participant: false, caster: false };
const user: Visitor = { ...guest, signedIn: true };
const racer: Visitor = { ...user, participant: true };
const open: Door = { status: 'setup', released: false, open: true, entered: 1, capacity: 8 };

test.each([
	['guest', guest, open, { kind: 'sign_in' }],
	['user', user, open, { kind: 'join' }],
	['full', user, { ...open, entered: 8 }, { kind: 'full' }],
	['invitation only', user, { ...open, open: false }, { kind: 'none' }],
	['started', user, { ...open, status: 'running' as const }, { kind: 'none' }],
	['organizer', { ...user, organizer: true }, open, { kind: 'none' }],
	['caster', { ...user, caster: true }, open, { kind: 'none' }],
	['racer waits', racer, open, { kind: 'entered', released: false, mayLeave: true }],
	[
		'racing organizer',
		{ ...racer, organizer: true },
		{ ...open, released: true },
		{ kind: 'entered', released: true, mayLeave: false }
	],
	[
		'racer while running',
		racer,
		{ ...open, status: 'running' as const, released: true },
		{ kind: 'entered', released: true, mayLeave: false }
	]
])('%s', (_, visitor, door, entry) => expect(entryOf(visitor, door)).toEqual(entry));
