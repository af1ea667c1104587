import type { ToSpectator } from '$lib/api/types';

const known: ReadonlySet<string> = new Set<ToSpectator['type']>([
	'race_state',
	'leaderboard_update',
	'player_update',
	'race_status_change',
	'spectator_count',
	'ping',
	'countdown',
	'clock'
]);

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
	return typeof message.type === 'string' && known.has(message.type)
		? (message as ToSpectator)
		: null;
}
