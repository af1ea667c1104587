/** Who stands on a place and who has been there. */
import type { ParticipantInfo } from '$lib/api/types';
import { formatIgt } from '$lib/utils/format';
import type { SeedGraph } from '$lib/map/graph';
import { standsOn } from '$lib/map/markers';
import { displayName } from '$lib/utils/names';

export interface Presence {
	player: ParticipantInfo;
	name: string;
	initials: string;
	/** When they came and how often they died here; empty when not known. */
	note: string;
}

export function presence(player: ParticipantInfo, node: string, initials: string): Presence {
	const visits = (player.zone_history ?? []).filter(({ node_id }) => node_id === node);
	const first = visits[0];
	const deaths = visits.reduce((sum, visit) => sum + (visit.deaths ?? 0), 0);
	const parts = [
		...(first === undefined ? [] : [`from ${formatIgt(first.igt_ms)}`]),
		...(deaths > 0 ? [deaths === 1 ? '1 death' : `${deaths} deaths`] : [])
	];
	return { player, name: displayName(player), initials, note: parts.join(', ') };
}

/** Every node that somebody has entered, with those who did, in the order of `players`. */
export function visitors(players: ParticipantInfo[]): Map<string, ParticipantInfo[]> {
	const result = new Map<string, ParticipantInfo[]>();
	for (const player of players) {
		for (const node of new Set((player.zone_history ?? []).map(({ node_id }) => node_id))) {
			const known = result.get(node);
			if (known === undefined) result.set(node, [player]);
			else known.push(player);
		}
	}
	return result;
}

/** Everybody whose place is known, by node. */
export function whoIsWhere(
	players: ParticipantInfo[],
	graph: SeedGraph,
	racing: boolean,
	initials: Map<string, string>
): Map<string, Presence[]> {
	const result = new Map<string, Presence[]>();
	for (const player of players) {
		const node = standsOn(player, graph, racing);
		if (node === null) continue;
		const one = presence(player, node, initials.get(player.twitch_username) ?? '?');
		result.set(node, [...(result.get(node) ?? []), one]);
	}
	return result;
}
