/** What an organizer may decide about a result, and about whose. */
import { m } from '$paraglide/messages';
import type { ParticipantInfo } from '$lib/api/types';

export interface Ruling {
	kind: 'restore' | 'hold' | 'release' | 'correct';
	/** On a button beside the name. */
	word: () => string;
	title: (name: string) => string;
}

const restore: Ruling = {
	kind: 'restore',
	word: m.manage_restore,
	title: (name) => m.manage_restore_of({ name })
};
const hold: Ruling = {
	kind: 'hold',
	word: m.manage_hold,
	title: (name) => m.manage_hold_of({ name })
};
const release: Ruling = {
	kind: 'release',
	word: m.manage_confirm_result,
	title: (name) => m.manage_confirm_of({ name })
};
const correct: Ruling = {
	kind: 'correct',
	word: m.manage_correct,
	title: (name) => m.manage_correct_of({ name })
};

/** Only results can be judged; whoever still plays has none. */
export function rulingsFor(player: Pick<ParticipantInfo, 'status' | 'held'>): Ruling[] {
	if (player.status !== 'finished' && player.status !== 'abandoned') return [];
	return [
		...(player.status === 'abandoned' ? [restore] : []),
		player.held ? release : hold,
		correct
	];
}
