/** What organizers do beyond the roster: helpers, and rulings about results. */
import { body, client } from './client';
import type { AuditLog, CorrectResult, Suspicion } from './types';

const one = (race_id: string) => ({ params: { path: { race_id } } });
const participant = (race_id: string, participant_id: string) => ({
	params: { path: { race_id, participant_id } }
});

export const addCoOrganizer = (id: string, twitch_username: string) =>
	body(
		client.POST('/api/races/{race_id}/co-organizers', { ...one(id), body: { twitch_username } })
	);

export const removeCoOrganizer = (race_id: string, user_id: string) =>
	body(
		client.DELETE('/api/races/{race_id}/co-organizers/{user_id}', {
			params: { path: { race_id, user_id } }
		})
	);

export const addCaster = (id: string, twitch_username: string) =>
	body(client.POST('/api/races/{race_id}/casters', { ...one(id), body: { twitch_username } }));

export const removeCaster = (race_id: string, caster_id: string) =>
	body(
		client.DELETE('/api/races/{race_id}/casters/{caster_id}', {
			params: { path: { race_id, caster_id } }
		})
	);

/** Undoes giving up; a race that has ended with it runs again. */
export const restoreParticipant = (id: string, player: string, reason: string) =>
	body(
		client.POST('/api/races/{race_id}/participants/{participant_id}/restore', {
			...participant(id, player),
			body: { reason }
		})
	);

/** Marks a result as not yet confirmed, or confirms it. */
export const holdResult = (id: string, player: string, held: boolean, reason: string) =>
	body(
		client.POST('/api/races/{race_id}/participants/{participant_id}/hold', {
			...participant(id, player),
			body: { held, reason }
		})
	);

export const correctResult = (id: string, player: string, correction: CorrectResult) =>
	body(
		client.POST('/api/races/{race_id}/participants/{participant_id}/correct', {
			...participant(id, player),
			body: correction
		})
	);

/** What was done to a race, the latest first. */
export const readRaceLog = (race_id: string, offset: number, limit: number): Promise<AuditLog> =>
	body(
		client.GET('/api/races/{race_id}/audit', {
			params: { path: { race_id }, query: { offset, limit } }
		})
	);

/** Reports of games that do not look like normal play, the oldest first. */
export const readSuspicions = async (id: string): Promise<Suspicion[]> =>
	(await body(client.GET('/api/races/{race_id}/suspicions', one(id)))).suspicions;
