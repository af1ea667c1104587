/** What is worth telling about a finished race. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';
import { dominant, earlyExit, leadChanges, photoFinish } from './contest';
import { comeback, deathless, deathZone, graveyard, rage } from './deaths';
import { factsOf, type Facts, type Highlight } from './facts';
import { detour, hardPass, ownWay, sameWay } from './paths';
import { fastStarter, speedDemon, sprintFinal, zoneWall } from './speed';

const finders: ((facts: Facts) => Highlight[])[] = [
	...[speedDemon, zoneWall, fastStarter, sprintFinal],
	...[graveyard, deathZone, deathless, comeback, rage],
	...[ownWay, sameWay, detour, hardPass],
	...[photoFinish, leadChanges, dominant, earlyExit]
];

const most = 6;
const mostOfOneCategory = 2;

/** The best of them, the most remarkable first; none with fewer than two racers. */
export function highlightsOf(participants: ParticipantInfo[], graph: SeedGraph): Highlight[] {
	const facts = factsOf(participants, graph);
	if (facts.racers.length < 2) return [];
	const found = finders
		.flatMap((find) => find(facts))
		.map((one) => ({ ...one, score: Math.min(one.score, 100) }))
		.sort((a, b) => b.score - a.score);
	const told: Highlight[] = [];
	for (const one of found) {
		const same = told.filter(({ category }) => category === one.category).length;
		if (told.length < most && same < mostOfOneCategory) told.push(one);
	}
	return told;
}
