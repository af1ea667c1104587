/** What is worth telling about a finished race. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';
import { earlyExit, fromBehind, photoFinish } from './contest';
import { comeback, deathZone, graveyard, rage } from './deaths';
import { factsOf, type Facts, type Highlight } from './facts';
import { dominant, latePass, leadChanges, uncrowned } from './lead';
import { backAndForth, detour, hardPass, inVain, ownWay, sameWay } from './paths';
import { fastStarter, speedDemon, sprintFinal, zoneWall } from './speed';
import { deathless, flawless, unscathed } from './unharmed';

const finders: ((facts: Facts) => Highlight[])[] = [
	...[speedDemon, zoneWall, fastStarter, sprintFinal],
	...[graveyard, deathZone, comeback, rage],
	...[deathless, flawless, unscathed],
	...[ownWay, sameWay, detour, hardPass, inVain, backAndForth],
	...[photoFinish, fromBehind, earlyExit],
	...[leadChanges, dominant, uncrowned, latePass]
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
