/** The form of a new race, and how it becomes a request. */
import type { CreateRace, Race } from '$lib/api/types';

export interface Draft {
	name: string;
	/** Null takes the first pool with a seed. */
	pool: string | null;
	part: 'race' | 'organize';
	visibility: 'public' | 'private';
	registration: 'open' | 'invited';
	capacity: number;
	fog: 'on' | 'off';
	/** ISO 8601 in UTC; null without a plan. */
	scheduledAt: string | null;
}

export const emptyDraft: Draft = {
	name: '',
	pool: null,
	part: 'race',
	visibility: 'public',
	registration: 'invited',
	capacity: 8,
	fog: 'on',
	scheduledAt: null
};

/** The choices of an earlier race; its name counts on where it ends in a number, and its time is over. */
export function draftLike(race: Race): Draft {
	return {
		name: race.name.replace(/\d+$/, (round) => String(Number(round) + 1)),
		pool: race.pool_name,
		// Only somebody who takes part has a time of their own.
		part: race.my_igt_ms === null ? 'organize' : 'race',
		visibility: race.is_public ? 'public' : 'private',
		registration: race.open_registration ? 'open' : 'invited',
		capacity: race.max_participants ?? emptyDraft.capacity,
		fog: race.fog_of_war ? 'on' : 'off',
		scheduledAt: null
	};
}

export const requestOf = (draft: Draft, pool: string): CreateRace => ({
	name: draft.name.trim(),
	pool_name: pool,
	config: {},
	organizer_participates: draft.part === 'race',
	is_public: draft.visibility === 'public',
	open_registration: draft.registration === 'open',
	max_participants: draft.registration === 'open' ? draft.capacity : null,
	fog_of_war: draft.fog === 'on',
	scheduled_at: draft.scheduledAt
});
