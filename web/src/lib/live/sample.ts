/** Small values for the tests of this folder and of the map. */
import type { ParticipantInfo, ToSpectator } from '$lib/api/types';

export function participant(id: string, changes: Partial<ParticipantInfo> = {}): ParticipantInfo {
	return {
		id,
		twitch_username: id,
		twitch_display_name: null,
		status: 'playing',
		current_zone: null,
		current_layer: 0,
		current_layer_tier: null,
		igt_ms: 0,
		death_count: 0,
		color_index: 0,
		mod_connected: true,
		zone_history: null,
		gap_ms: null,
		layer_entry_igt: null,
		is_live: false,
		stream_url: null,
		held: false,
		corrected: false,
		...changes
	};
}

export function raceState(
	participants: ParticipantInfo[],
	status: 'setup' | 'running' | 'finished' = 'running'
): Extract<ToSpectator, { type: 'race_state' }> {
	return {
		type: 'race_state',
		race: { id: 'race', name: 'Race', status, started_at: null, seeds_released_at: null },
		seed: {
			seed_id: null,
			total_layers: 5,
			graph_json: null,
			total_nodes: null,
			total_paths: null,
			event_ids: [],
			finish_event: null,
			spawn_items: [],
			items_spawned_flag: null
		},
		participants
	};
}
