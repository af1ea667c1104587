/** Deaths that have just happened, seen from one state of a race to the next. */
import type { ParticipantInfo } from '$lib/api/types';

export interface DeathCount {
	deaths: number;
	/** The racer's clock then, in ms. */
	igt: number;
}

/** A leap in time tells of the past and not of something that happens now. In ms of IGT. */
const longestStep = 60_000;

/** The places where somebody has died since `known`, once each, and what is known from now on. */
export function newDeaths(
	known: ReadonlyMap<string, DeathCount>,
	players: ParticipantInfo[]
): { nodes: string[]; counts: Map<string, DeathCount> } {
	const died = players.filter(({ id, death_count, igt_ms }) => {
		const before = known.get(id);
		if (before === undefined || death_count <= before.deaths) return false;
		return igt_ms >= before.igt && igt_ms - before.igt <= longestStep;
	});
	return {
		nodes: [...new Set(died.flatMap(({ current_zone }) => current_zone ?? []))],
		counts: new Map(
			players.map(({ id, death_count, igt_ms }) => [id, { deaths: death_count, igt: igt_ms }])
		)
	};
}
