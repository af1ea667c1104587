/**
 * In-game times between two reports, and the gap that follows from them.
 *
 * The rules of the race stay on the server; this only carries its numbers forward for some
 * seconds, as the overlay in the game does.
 */
import type { ParticipantInfo } from '$lib/api/types';

/** A time is carried forward this far at most; a longer silence means we do not know. */
export const carryLimit = 10_000;

/**
 * IGT to show at `now`, in ms: the reported one, moved on while its owner plays and is connected.
 * `seenAt` and `now` are readings of one clock; `ticking` is false while the race or our own
 * connection stands still.
 */
export function carriedIgt(
	player: ParticipantInfo,
	seenAt: number | undefined,
	now: number,
	ticking: boolean
): number {
	const moves = ticking && player.status === 'playing' && player.mod_connected && player.igt_ms > 0;
	if (!moves || seenAt === undefined) return player.igt_ms;
	return player.igt_ms + Math.min(Math.max(now - seenAt, 0), carryLimit);
}

/**
 * Signed ms to the leader at IGT `igt`, negative is ahead; null where there is nothing to compare.
 * Playing participants are measured against the leader's splits, everybody else has the server's
 * number.
 */
export function liveGap(
	player: ParticipantInfo,
	igt: number,
	leaderId: string | undefined,
	splits: Record<string, number> | null
): number | null {
	if (player.id === leaderId) return null;
	if (player.status !== 'playing' || splits === null) return player.gap_ms;
	const here = splits[player.current_layer];
	if (here === undefined || player.layer_entry_igt === null) return null;
	const atEntry = player.layer_entry_igt - here;
	const next = splits[player.current_layer + 1];
	return next === undefined ? atEntry : Math.max(atEntry, igt - next);
}

/** The participant everybody is measured against: the first, once somebody plays. */
export function leaderOf(participants: ParticipantInfo[]): ParticipantInfo | undefined {
	const first = participants[0];
	return first?.status === 'playing' || first?.status === 'finished' ? first : undefined;
}
