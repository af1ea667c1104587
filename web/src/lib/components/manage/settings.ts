/** The form of a race's settings, and what saving it changes. */
import type { PatchRace, RaceDetail } from '$lib/api/types';

export interface SettingsForm {
	name: string;
	pool: string | null;
	/** ISO 8601 in UTC; null without a plan. */
	scheduledAt: string | null;
	registration: 'open' | 'invited';
	capacity: number;
	fog: 'on' | 'off';
	visibility: 'public' | 'private';
}

/** Offered where a race has no limit of places yet. */
const usualCapacity = 8;

export const formOf = (race: RaceDetail): SettingsForm => ({
	name: race.name,
	pool: race.pool_name,
	scheduledAt: race.scheduled_at,
	registration: race.open_registration ? 'open' : 'invited',
	capacity: race.max_participants ?? usualCapacity,
	fog: race.fog_of_war ? 'on' : 'off',
	visibility: race.is_public ? 'public' : 'private'
});

/** Only what differs: after the start the server accepts nothing but the visibility. */
export function changesOf(race: RaceDetail, form: SettingsForm): PatchRace {
	const before = formOf(race);
	const changes: PatchRace = {};
	const name = form.name.trim();
	if (name !== before.name) changes.name = name;
	if (form.pool !== before.pool) changes.pool_name = form.pool;
	if (form.scheduledAt !== before.scheduledAt) changes.scheduled_at = form.scheduledAt;
	const open = form.registration === 'open';
	if (form.registration !== before.registration) changes.open_registration = open;
	if (open && (form.capacity !== before.capacity || changes.open_registration)) {
		changes.max_participants = form.capacity;
	}
	if (form.fog !== before.fog) changes.fog_of_war = form.fog === 'on';
	if (form.visibility !== before.visibility) changes.is_public = form.visibility === 'public';
	return changes;
}
