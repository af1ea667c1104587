/** Every call about playing alone. On the wire a solo session is called training. */
import { body, client } from './client';
import { fetchFile } from './file';
import type { Ghost, PoolSummary, TrainingSession, TrainingSessionDetail } from './types';

const one = (session_id: string) => ({ params: { path: { session_id } } });

/** Pools to play alone, by name; with what the visitor has played of each. */
export const soloPools = (): Promise<Record<string, PoolSummary>> =>
	body(client.GET('/api/pools', { params: { query: { type: 'training' } } }));

/** The visitor's own sessions, the newest first. */
export const mySessions = (): Promise<TrainingSession[]> => body(client.GET('/api/training'));

/** @param exclude_from_stats keeps the session out of averages and bests */
export const startSession = (
	pool_name: string,
	exclude_from_stats: boolean
): Promise<TrainingSessionDetail> =>
	body(client.POST('/api/training', { body: { pool_name, exclude_from_stats } }));

export const readSession = (id: string): Promise<TrainingSessionDetail> =>
	body(client.GET('/api/training/{session_id}', one(id)));

/** Finished sessions of others on the same seed, without names, the fastest first. */
export const readGhosts = (id: string): Promise<Ghost[]> =>
	body(client.GET('/api/training/{session_id}/ghosts', one(id)));

/** Ends one's own session without a finish. */
export const abandonSession = (id: string): Promise<TrainingSessionDetail> =>
	body(client.POST('/api/training/{session_id}/abandon', one(id)));

export const downloadSoloPack = (id: string) => fetchFile(`/api/training/${id}/pack`);
