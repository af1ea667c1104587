/**
 * What a spectator knows of a race, and how one message of the server changes it.
 *
 * The order of participants is the server's; nothing here ranks anybody.
 */
import type { Lobby, ParticipantInfo, RaceInfo, SeedInfo, ToSpectator } from '$lib/api/types';
import { afterTick } from './tick';

export interface LiveState {
	/** Null until the first snapshot. */
	race: RaceInfo | null;
	seed: SeedInfo | null;
	participants: ParticipantInfo[];
	/** IGT of the leader's first entry by layer, in ms; null without a leader or before the first update. */
	leaderSplits: Record<string, number> | null;
	/** Null until the server says. */
	spectators: number | null;
	/** The server's clock at the start of the race, in Unix ms, while a countdown runs. */
	startsAt: number | null;
	/** What is prepared while the race is in setup; null until the server tells. */
	lobby: Lobby | null;
	/** By participant: this client's clock when the IGT last changed, in Unix ms. */
	igtSeenAt: Record<string, number>;
	/** The last tick that is folded in, and what it counts in; null where updates come instead. */
	follows: { epoch: string; seq: number } | null;
}

export const emptyState: LiveState = {
	race: null,
	seed: null,
	participants: [],
	leaderSplits: null,
	spectators: null,
	startsAt: null,
	lobby: null,
	igtSeenAt: {},
	follows: null
};

/** The state after `message`, received at `now` (this client's clock, Unix ms). */
export function fold(state: LiveState, message: ToSpectator, now: number): LiveState {
	switch (message.type) {
		case 'race_state': {
			const { ticks } = message;
			// Without ticks a snapshot carries no splits; those of the same race stay true until the next update.
			const kept = message.race.status === 'setup' ? null : state.leaderSplits;
			return {
				...state,
				race: message.race,
				seed: message.seed,
				participants: ticks
					? message.participants
					: keepHistories(state.participants, message.participants),
				leaderSplits: ticks ? ticks.leader_splits : kept,
				follows: ticks ? { epoch: ticks.epoch, seq: ticks.seq } : null,
				startsAt: message.race.status === 'setup' ? state.startsAt : null,
				igtSeenAt: seen(state, message.participants, now)
			};
		}
		case 'tick': {
			const participants = afterTick(state.participants, message);
			const splits = message.leader_splits;
			const known = splits === undefined ? state.leaderSplits : splits;
			return {
				...state,
				participants,
				leaderSplits: known !== null && Object.keys(known).length === 0 ? null : known,
				follows: state.follows && { ...state.follows, seq: message.seq },
				igtSeenAt: seen(state, participants, now)
			};
		}
		case 'leaderboard_update':
			return {
				...state,
				participants: keepHistories(state.participants, message.participants),
				leaderSplits: message.leader_splits,
				igtSeenAt: seen(state, message.participants, now)
			};
		case 'player_update': {
			const known = state.participants.find(({ id }) => id === message.player.id);
			if (known === undefined) return state;
			const player = refresh(known, message.player);
			return {
				...state,
				participants: state.participants.map((other) => (other === known ? player : other)),
				igtSeenAt:
					known.igt_ms === player.igt_ms
						? state.igtSeenAt
						: { ...state.igtSeenAt, [player.id]: now }
			};
		}
		case 'race_status_change':
			if (state.race === null) return state;
			return {
				...state,
				race: {
					...state.race,
					status: message.status,
					started_at: message.started_at ?? state.race.started_at
				},
				startsAt: null
			};
		case 'spectator_count':
			return { ...state, spectators: message.count };
		case 'lobby':
			return { ...state, lobby: message };
		case 'countdown':
			return { ...state, startsAt: message.starts_at_ms };
		default:
			return state;
	}
}

/** A message never takes away a path that is already known; it may only leave it out. */
function keepHistories(before: ParticipantInfo[], after: ParticipantInfo[]): ParticipantInfo[] {
	if (after.every(({ zone_history }) => zone_history !== null)) return after;
	const known = new Map(before.map((participant) => [participant.id, participant]));
	return after.map((participant) => {
		const history = known.get(participant.id)?.zone_history ?? null;
		// Back to registered means that the race was reset, and with it every path.
		const kept = participant.status === 'registered' ? null : history;
		return participant.zone_history === null && kept !== null
			? { ...participant, zone_history: kept }
			: participant;
	});
}

/** A single update carries no gap, so the last known one stays until the next leaderboard. */
function refresh(known: ParticipantInfo, fresh: ParticipantInfo): ParticipantInfo {
	return {
		...fresh,
		zone_history: fresh.zone_history ?? known.zone_history,
		gap_ms: fresh.gap_ms ?? known.gap_ms
	};
}

function seen(
	state: LiveState,
	participants: ParticipantInfo[],
	now: number
): Record<string, number> {
	const before = new Map(state.participants.map(({ id, igt_ms }) => [id, igt_ms]));
	return Object.fromEntries(
		participants.map(({ id, igt_ms }) => [
			id,
			before.get(id) === igt_ms ? (state.igtSeenAt[id] ?? now) : now
		])
	);
}
