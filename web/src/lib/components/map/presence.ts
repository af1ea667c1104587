/** Who stands on a place and who has been there. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';
import { standsOn } from '$lib/map/markers';
import { displayName } from '$lib/utils/names';

/** Names of everybody whose place is known, by node. */
export function whoIsWhere(
	players: ParticipantInfo[],
	graph: SeedGraph,
	racing: boolean
): Map<string, ParticipantInfo[]> {
	const result = new Map<string, ParticipantInfo[]>();
	for (const player of players) {
		const node = standsOn(player, graph, racing);
		if (node === null) continue;
		const known = result.get(node);
		if (known === undefined) result.set(node, [player]);
		else known.push(player);
	}
	return result;
}

export const namesOf = (players: ParticipantInfo[] | undefined): string =>
	(players ?? []).map(displayName).join(', ');

export const playersById = (players: ParticipantInfo[]): Map<string, ParticipantInfo> =>
	new Map(players.map((player) => [player.id, player]));
