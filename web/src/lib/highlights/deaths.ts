/** Where people died. */
import { best, deathsIn, type Facts, type Highlight } from './facts';

export function graveyard({ zones }: Facts): Highlight[] {
	const counted = zones.map(({ node, runs }) => ({ node, deaths: deathsIn(runs) }));
	const found = best(counted, ({ deaths }) => deaths);
	if (found === undefined || found.deaths < 3) return [];
	return [
		{
			kind: 'graveyard',
			category: 'deaths',
			score: 8 * found.deaths,
			players: [],
			zone: found.node,
			value: found.deaths
		}
	];
}

export function deathZone({ zones }: Facts): Highlight[] {
	const found = best(
		zones.flatMap(({ node, runs }) => runs.map((run) => ({ node, run }))),
		({ run }) => run.deaths
	);
	if (found === undefined || found.run.deaths < 3) return [];
	const { node, run } = found;
	return [
		{
			kind: 'death_zone',
			category: 'deaths',
			score: 10 * run.deaths,
			players: [run.player],
			zone: node,
			value: run.deaths
		}
	];
}

export function comeback({ finishers }: Facts): Highlight[] {
	if (finishers.length < 2) return [];
	const faster = finishers.slice(0, Math.ceil(finishers.length / 2));
	const found = best(faster, ({ player }) => player.death_count);
	if (found === undefined || found.player.death_count < 5) return [];
	const rank = finishers.indexOf(found) + 1;
	const score = 5 * found.player.death_count + 10 * (finishers.length - rank);
	return [
		{
			kind: 'comeback',
			category: 'deaths',
			score,
			players: [found.player],
			zone: null,
			value: found.player.death_count
		}
	];
}

export function rage({ zones }: Facts): Highlight[] {
	const counted = zones.map(({ node, runs }) => ({
		node,
		ended: runs.filter(({ outcome }) => outcome === 'ended')
	}));
	const found = best(counted, ({ ended }) => ended.length);
	if (found === undefined || found.ended.length < 2) return [];
	return [
		{
			kind: 'rage',
			category: 'deaths',
			score: 40 * found.ended.length,
			players: [],
			zone: found.node,
			value: found.ended.length
		}
	];
}
