import type { ToSpectator } from '$lib/api/types';

/** Every message there is; the compiler notices one that is missing. */
const known: Record<ToSpectator['type'], true> = {
	race_state: true,
	leaderboard_update: true,
	player_update: true,
	race_status_change: true,
	spectator_count: true,
	ping: true,
	countdown: true,
	clock: true,
	lobby: true,
	tick: true,
	resumed: true
};

/** Reads one text frame; null for anything this client does not know, which it then ignores. */
export function decode(frame: unknown): ToSpectator | null {
	if (typeof frame !== 'string') return null;
	let message: unknown;
	try {
		message = JSON.parse(frame);
	} catch {
		return null;
	}
	if (typeof message !== 'object' || message === null || !('type' in message)) return null;
	return typeof message.type === 'string' && Object.hasOwn(known, message.type)
		? (message as ToSpectator)
		: null;
}
