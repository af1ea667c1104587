/** Every call about races. */
import { body, client } from './client';
import { fetchFile } from './file';
import type { CreateRace, PatchRace, PoolSummary, Race, RaceDetail } from './types';

const one = (race_id: string) => ({ params: { path: { race_id } } });

/** Running and upcoming races, running first. */
export async function currentRaces(): Promise<Race[]> {
	const query = { status: 'setup,running' };
	return (await body(client.GET('/api/races', { params: { query } }))).races;
}

/** Finished races from `offset` on, the latest first, and whether more follow. */
export async function finishedRaces(
	offset: number,
	limit: number
): Promise<{ items: Race[]; more: boolean }> {
	const query = { status: 'finished', offset, limit };
	const { races, has_more } = await body(client.GET('/api/races', { params: { query } }));
	return { items: races, more: has_more ?? false };
}

export const readRace = (id: string): Promise<RaceDetail> =>
	body(client.GET('/api/races/{race_id}', one(id)));

export const createRace = (race: CreateRace): Promise<Race> =>
	body(client.POST('/api/races', { body: race }));

/** Fields that are left out stay as they are; after the start only the visibility can change. */
export const patchRace = (id: string, changes: PatchRace) =>
	body(client.PATCH('/api/races/{race_id}', { ...one(id), body: changes }));

export const deleteRace = (id: string) => body(client.DELETE('/api/races/{race_id}', one(id)));

export const joinRace = (id: string) => body(client.POST('/api/races/{race_id}/join', one(id)));

export const leaveRace = (id: string) => body(client.POST('/api/races/{race_id}/leave', one(id)));

/** Gives up one's own run. */
export const abandonRace = (id: string) =>
	body(client.POST('/api/races/{race_id}/abandon', one(id)));

/** Takes the role of a caster for oneself. */
export const castJoin = (id: string) =>
	body(client.POST('/api/races/{race_id}/cast-join', one(id)));

export const castLeave = (id: string) =>
	body(client.POST('/api/races/{race_id}/cast-leave', one(id)));

export const addParticipant = (id: string, twitch_username: string) =>
	body(client.POST('/api/races/{race_id}/participants', { ...one(id), body: { twitch_username } }));

export const removeParticipant = (race_id: string, participant_id: string) =>
	body(
		client.DELETE('/api/races/{race_id}/participants/{participant_id}', {
			params: { path: { race_id, participant_id } }
		})
	);

export const revokeInvite = (race_id: string, invite_id: string) =>
	body(
		client.DELETE('/api/races/{race_id}/invites/{invite_id}', {
			params: { path: { race_id, invite_id } }
		})
	);

export const releaseSeeds = (id: string) =>
	body(client.POST('/api/races/{race_id}/release-seeds', one(id)));

/** Draws another seed of the same pool; it has to be released again. */
export const rerollSeed = (id: string) =>
	body(client.POST('/api/races/{race_id}/reroll-seed', one(id)));

/** Starts at once with 0, else after that many seconds of countdown (at most 60). */
export const startRace = (id: string, countdown_seconds: number) =>
	body(client.POST('/api/races/{race_id}/start', { ...one(id), body: { countdown_seconds } }));

export const cancelCountdown = (id: string) =>
	body(client.POST('/api/races/{race_id}/cancel-countdown', one(id)));

export const finishRace = (id: string) => body(client.POST('/api/races/{race_id}/finish', one(id)));

export const resetRace = (id: string) => body(client.POST('/api/races/{race_id}/reset', one(id)));

/** Pools that races can draw from, by name. */
export const racePools = (): Promise<Record<string, PoolSummary>> =>
	body(client.GET('/api/pools', { params: { query: { type: 'race' } } }));

/** The visitor's own seed pack with the file name the server chose. */
export const downloadPack = (id: string) => fetchFile(`/api/races/${id}/my-seed-pack`);
