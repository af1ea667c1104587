/** Which way of taking part is open to a visitor. The server decides; this only picks the button. */
import type { RaceStatus } from '$lib/api/types';

export type Entry =
	| { kind: 'none' }
	| { kind: 'sign_in' }
	| { kind: 'join' }
	| { kind: 'full' }
	| { kind: 'entered'; released: boolean; mayLeave: boolean };

export interface Visitor {
	signedIn: boolean;
	organizer: boolean;
	participant: boolean;
	caster: boolean;
}

export interface Door {
	status: RaceStatus;
	released: boolean;
	open: boolean;
	entered: number;
	capacity: number | null;
}

export function entryOf(visitor: Visitor, door: Door): Entry {
	const before = door.status === 'setup';
	if (visitor.participant) {
		const mayLeave = before && !visitor.organizer;
		if (!before && !door.released) return { kind: 'none' };
		return { kind: 'entered', released: door.released, mayLeave };
	}
	if (!before || !door.open || visitor.organizer || visitor.caster) return { kind: 'none' };
	if (door.capacity !== null && door.entered >= door.capacity) return { kind: 'full' };
	return { kind: visitor.signedIn ? 'join' : 'sign_in' };
}
