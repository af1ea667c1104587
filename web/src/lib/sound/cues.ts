/** Which sound a happening makes. */
import type { Happening } from '$lib/live/happenings';

export type Cue = 'tick' | 'start' | 'lead' | 'finish';

/** What is heard of the things that happened at once: the weightiest of them, or nothing. */
export function cueOf(happenings: Happening[]): Cue | null {
	const kinds = new Set(happenings.map(({ kind }) => kind));
	if (kinds.has('race_started')) return 'start';
	if (kinds.has('finished')) return 'finish';
	return kinds.has('lead_taken') ? 'lead' : null;
}

/** Notes of a cue: pitch in Hz, beginning and length in seconds. */
export const notes: Record<Cue, { pitch: number; at: number; length: number }[]> = {
	tick: [{ pitch: 660, at: 0, length: 0.09 }],
	start: [{ pitch: 990, at: 0, length: 0.6 }],
	lead: [
		{ pitch: 523, at: 0, length: 0.12 },
		{ pitch: 659, at: 0.12, length: 0.2 }
	],
	finish: [
		{ pitch: 523, at: 0, length: 0.12 },
		{ pitch: 659, at: 0.12, length: 0.12 },
		{ pitch: 784, at: 0.24, length: 0.4 }
	]
};
