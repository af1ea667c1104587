import type { Participant, ParticipantInfo, TrainingSessionDetail } from '$lib/api/types';

/** A participant as REST knows it, in the shape of the live messages: nothing is moving yet. */
export function atRest(participant: Participant): ParticipantInfo {
	return {
		id: participant.id,
		twitch_username: participant.user.twitch_username,
		twitch_display_name: participant.user.twitch_display_name,
		status: participant.status,
		current_zone: null,
		current_layer: participant.current_layer,
		current_layer_tier: null,
		igt_ms: participant.igt_ms,
		death_count: participant.death_count,
		color_index: participant.color_index,
		mod_connected: false,
		zone_history: null,
		gap_ms: null,
		layer_entry_igt: null,
		is_live: false,
		stream_url: null,
		held: participant.held,
		corrected: participant.corrected
	};
}

/** A solo session as REST knows it, in the same shape. */
export function soloAtRest(session: TrainingSessionDetail): ParticipantInfo {
	const history = session.progress_nodes ?? [];
	return {
		id: session.id,
		twitch_username: session.user.twitch_username,
		twitch_display_name: session.user.twitch_display_name,
		status: session.status === 'active' ? 'playing' : session.status,
		current_zone: history.at(-1)?.node_id ?? null,
		current_layer: session.current_layer,
		current_layer_tier: null,
		igt_ms: session.igt_ms,
		death_count: session.death_count,
		color_index: 0,
		mod_connected: false,
		zone_history: history,
		gap_ms: null,
		layer_entry_igt: null,
		is_live: false,
		stream_url: null,
		held: false,
		corrected: false
	};
}

/** Whether both lists hold the same people, whatever the order. */
export function sameRoster(a: { id: string }[], b: { id: string }[]): boolean {
	const ids = new Set(a.map(({ id }) => id));
	return a.length === b.length && b.every(({ id }) => ids.has(id));
}
