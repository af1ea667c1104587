/** What somebody's visits of a place came to. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';

/** How the last visit ended: went deeper, went back, is still there, or the run ended there. */
export type Outcome = 'cleared' | 'backed' | 'playing' | 'ended';

export interface ZoneRun {
	player: ParticipantInfo;
	node: string;
	/** IGT of the first entry, in ms. */
	entered: number;
	/** Over all visits, in ms. */
	time: number;
	deaths: number;
	visits: number;
	outcome: Outcome;
}

/** Every place somebody has been to, in the order of their first entry. */
export function zoneRuns(player: ParticipantInfo, graph: SeedGraph): Map<string, ZoneRun> {
	const known = (player.zone_history ?? []).filter(({ node_id }) => graph.byId.has(node_id));
	const runs = new Map<string, ZoneRun>();
	known.forEach(({ node_id: node, igt_ms, deaths }, i) => {
		const next = known[i + 1];
		const before = runs.get(node);
		runs.set(node, {
			player,
			node,
			entered: before?.entered ?? igt_ms,
			time: (before?.time ?? 0) + Math.max((next?.igt_ms ?? player.igt_ms) - igt_ms, 0),
			deaths: (before?.deaths ?? 0) + (deaths ?? 0),
			visits: (before?.visits ?? 0) + 1,
			outcome: next === undefined ? lastOutcome(player) : outcomeOf(node, next.node_id, graph)
		});
	});
	return runs;
}

const lastOutcome = ({ status }: ParticipantInfo): Outcome =>
	status === 'finished' ? 'cleared' : status === 'abandoned' ? 'ended' : 'playing';

function outcomeOf(node: string, next: string, graph: SeedGraph): Outcome {
	const layer = (id: string) => graph.byId.get(id)?.layer ?? 0;
	return layer(next) > layer(node) ? 'cleared' : 'backed';
}

const order: Outcome[] = ['cleared', 'backed', 'playing', 'ended'];

/** Everybody's time at every place: those who went on first, the quickest leading. */
export function runsByZone(players: ParticipantInfo[], graph: SeedGraph): Map<string, ZoneRun[]> {
	const zones = new Map<string, ZoneRun[]>();
	for (const player of players) {
		for (const run of zoneRuns(player, graph).values()) {
			const known = zones.get(run.node);
			if (known === undefined) zones.set(run.node, [run]);
			else known.push(run);
		}
	}
	for (const runs of zones.values()) {
		runs.sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.time - b.time);
	}
	return zones;
}
