/** Rows of the leaderboard, made from the participants in the server's order. */
import { m } from '$paraglide/messages';
import type { ParticipantInfo, ParticipantStatus } from '$lib/api/types';
import { carriedIgt, leaderOf, liveGap } from '$lib/live/igt';
import type { RaceView } from '$lib/live/view.svelte';
import type { SeedGraph } from '$lib/map/graph';
import type { Screening } from '$lib/replay/screening.svelte';
import {
	formatGap,
	formatIgt,
	formatProgress,
	participantStatusWord,
	progressShare
} from '$lib/utils/format';
import { displayName, streamOf } from '$lib/utils/names';

export interface Standing {
	id: string;
	/** Counted from 1; null for those who have no place yet or gave up. */
	rank: number | null;
	name: string;
	initials: string;
	colorIndex: number;
	status: ParticipantStatus;
	statusWord: string;
	own: boolean;
	leader: boolean;
	/** What stands in place of a gap for whoever has none to themselves. */
	note: 'leads' | 'winner' | null;
	connected: boolean;
	/** The place, short and in full; null where the viewer may not know it or there is none. */
	zone: { label: string; name: string } | null;
	progress: string;
	/** 0 to 1. */
	share: number;
	/** Null before the first report. */
	igt: string | null;
	gap: string | null;
	ahead: boolean;
	deaths: number;
	/** IGT of the entry into the layer they are on; null where it is not known. */
	split: string | null;
	/** Where they stream right now; null when they do not. */
	stream: string | null;
}

/** What stands in place of a gap, in words. */
export const noteWords = { leads: m.watch_leads, winner: m.watch_winner };

export interface Board {
	participants: ParticipantInfo[];
	leaderSplits: Record<string, number> | null;
	igtSeenAt: Record<string, number>;
	initials: Map<string, string>;
	graph: SeedGraph | null;
	totalLayers: number;
	ownId: string | null;
	/** True for viewers who still race: they do not read where others are. */
	hidesPlaces: boolean;
	/** False while the race or the connection stands still. */
	ticking: boolean;
	/** True once the race is over and the order is final. */
	over: boolean;
}

export function standingsOf(board: Board, now: number): Standing[] {
	const leader = leaderOf(board.participants);
	return board.participants.map((player, index) => {
		const igt = carriedIgt(player, board.igtSeenAt[player.id], now, board.ticking);
		const gap = liveGap(player, igt, leader?.id, board.leaderSplits);
		const racing = player.status === 'playing' || player.status === 'finished';
		const own = player.id === board.ownId;
		return {
			id: player.id,
			rank: racing ? index + 1 : null,
			name: displayName(player),
			initials: board.initials.get(player.twitch_username) ?? '?',
			colorIndex: player.color_index,
			status: player.status,
			statusWord:
				board.over && !racing && player.status !== 'abandoned'
					? m.common_participant_absent()
					: participantStatusWord(player.status),
			own,
			leader: player === leader,
			note: player === leader ? noteOf(player, board.over) : null,
			connected: player.mod_connected,
			zone: board.hidesPlaces && !own ? null : zoneOf(player, board.graph),
			progress: formatProgress(player.current_layer, board.totalLayers, player.status),
			share: progressShare(player.current_layer, board.totalLayers, player.status),
			igt: player.igt_ms > 0 || racing ? formatIgt(igt) : null,
			gap: racing && gap !== null ? formatGap(gap) : null,
			ahead: gap !== null && gap < 0,
			deaths: player.death_count,
			split:
				player.status === 'playing' && player.layer_entry_igt !== null
					? formatIgt(player.layer_entry_igt)
					: null,
			stream: player.is_live ? streamOf(player, player.stream_url) : null
		};
	});
}

function noteOf(leader: ParticipantInfo, over: boolean): Standing['note'] {
	if (over) return 'winner';
	// Somebody still racing may yet finish with a better time.
	return leader.status === 'playing' ? 'leads' : null;
}

function zoneOf(player: ParticipantInfo, graph: SeedGraph | null): Standing['zone'] {
	if (player.status !== 'playing' || player.current_zone === null) return null;
	const node = graph?.byId.get(player.current_zone);
	return node === undefined || node.name === '' ? null : { label: node.label, name: node.name };
}

/** The standings of the moment that a screening shows. `now` is this device's clock, in Unix ms. */
export function standingsFor(view: RaceView, screening: Screening, now: number): Standing[] {
	const { live } = view;
	return standingsOf(
		{
			participants: screening.ranked,
			leaderSplits: screening.leaderSplits,
			igtSeenAt: live.state.igtSeenAt,
			initials: view.initials,
			graph: view.graph,
			totalLayers: view.totalLayers,
			ownId: view.own?.id ?? null,
			hidesPlaces: view.hidesPlaces,
			ticking: live.connection === 'live' && view.status === 'running' && screening.mode === 'live',
			over: screening.over
		},
		now
	);
}

/** The first three and, where they race further back, the visitor: for where there is little room. */
export const firstPlaces = (standings: Standing[]): Standing[] =>
	standings.filter(({ own, rank }, place) => place < 3 || (own && rank !== null));
