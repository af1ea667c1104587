/**
 * What happened between two states, as events and in words: for the live region now, and for
 * anything else that tells the story of a race.
 */
import { m } from '$paraglide/messages';
import type { ParticipantInfo } from '$lib/api/types';
import { displayName } from '$lib/utils/names';
import { formatIgt, ordinal } from '$lib/utils/format';
import { leaderOf } from './igt';
import type { LiveState } from './state';

export type Happening =
	| { kind: 'countdown_begun' }
	| { kind: 'countdown_cancelled' }
	| { kind: 'race_started' }
	| { kind: 'race_finished'; winner: ParticipantInfo | null }
	| { kind: 'race_reset' }
	| { kind: 'finished'; player: ParticipantInfo; place: number }
	| { kind: 'abandoned'; player: ParticipantInfo }
	| { kind: 'lead_taken'; player: ParticipantInfo };

/** Everything worth telling that `after` has and `before` had not, in the order to tell it. */
export function happenings(before: LiveState, after: LiveState): Happening[] {
	// The first snapshot is where the story starts, not an event of it.
	if (before.race === null || after.race === null) return [];
	const told: Happening[] = [];
	if (before.startsAt === null && after.startsAt !== null) told.push({ kind: 'countdown_begun' });
	if (before.race.status !== after.race.status) {
		if (after.race.status === 'running') told.push({ kind: 'race_started' });
		if (after.race.status === 'setup') told.push({ kind: 'race_reset' });
	} else if (before.startsAt !== null && after.startsAt === null) {
		told.push({ kind: 'countdown_cancelled' });
	}
	told.push(...ends(before, after), ...lead(before, after));
	if (before.race.status === 'running' && after.race.status === 'finished') {
		const first = after.participants[0];
		told.push({ kind: 'race_finished', winner: first?.status === 'finished' ? first : null });
	}
	return told;
}

function ends(before: LiveState, after: LiveState): Happening[] {
	const earlier = new Map(before.participants.map(({ id, status }) => [id, status]));
	return after.participants.flatMap((player, index): Happening[] => {
		if (!earlier.has(player.id) || earlier.get(player.id) === player.status) return [];
		if (player.status === 'finished') return [{ kind: 'finished', player, place: index + 1 }];
		if (player.status === 'abandoned') return [{ kind: 'abandoned', player }];
		return [];
	});
}

function lead(before: LiveState, after: LiveState): Happening[] {
	const [old, now] = [leaderOf(before.participants), leaderOf(after.participants)];
	if (old === undefined || now === undefined || old.id === now.id) return [];
	return now.status === 'playing' ? [{ kind: 'lead_taken', player: now }] : [];
}

/** One sentence for a happening. */
export function inWords(happening: Happening): string {
	switch (happening.kind) {
		case 'countdown_begun':
			return m.race_news_countdown();
		case 'countdown_cancelled':
			return m.race_news_cancelled();
		case 'race_started':
			return m.race_news_started();
		case 'race_reset':
			return m.race_news_reset();
		case 'race_finished':
			return happening.winner === null
				? m.race_news_over()
				: m.race_news_won({ name: displayName(happening.winner) });
		case 'finished':
			return m.race_news_finished({
				name: displayName(happening.player),
				place: ordinal(happening.place),
				time: formatIgt(happening.player.igt_ms)
			});
		case 'abandoned':
			return m.race_news_abandoned({ name: displayName(happening.player) });
		case 'lead_taken':
			return m.race_news_lead({ name: displayName(happening.player) });
	}
}
