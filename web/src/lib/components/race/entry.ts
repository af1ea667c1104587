/** Which ways of taking part are open to a visitor. The server decides; this only picks the buttons. */
import type { RaceStatus } from '$lib/api/types';

export type Entry =
	| { kind: 'none' }
	| { kind: 'sign_in' }
	| { kind: 'join' }
	| { kind: 'full' }
	| { kind: 'entered'; released: boolean; mayLeave: boolean; mayQuit: boolean };

export interface Visitor {
	signedIn: boolean;
	organizer: boolean;
	participant: boolean;
	/** Takes part and has neither finished nor given up. */
	racing: boolean;
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
		const mayQuit = door.status === 'running' && visitor.racing;
		return { kind: 'entered', released: door.released, mayLeave, mayQuit };
	}
	if (!before || !door.open || visitor.organizer || visitor.caster) return { kind: 'none' };
	if (door.capacity !== null && door.entered >= door.capacity) return { kind: 'full' };
	return { kind: visitor.signedIn ? 'join' : 'sign_in' };
}

/** What a visitor can do about commentating: begin, stop, or nothing. */
export function castingOf(visitor: Visitor, status: RaceStatus): 'join' | 'leave' | null {
	if (visitor.caster) return 'leave';
	return visitor.signedIn && !visitor.participant && status !== 'finished' ? 'join' : null;
}
