/** Where people died, and who did not. */
import { best, type Facts, type Highlight } from './facts';

/** From this tier on it is worth a word to get through without dying. */
const hardTier = 3;

export function graveyard({ zones }: Facts): Highlight[] {
	const counted = zones.map(({ node, runs }) => ({
		node,
		deaths: runs.reduce((sum, run) => sum + run.deaths, 0)
	}));
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

export function deathless({ racers, graph }: Facts): Highlight[] {
	const clean = racers.flatMap(({ player, runs }) => {
		const hard = runs.filter(
			({ node, outcome }) => outcome === 'cleared' && (graph.byId.get(node)?.tier ?? 0) >= hardTier
		);
		return hard.length > 0 && hard.every(({ deaths }) => deaths === 0)
			? [{ player, count: hard.length }]
			: [];
	});
	const found = best(clean, ({ count }) => count);
	if (found === undefined) return [];
	return [
		{
			kind: 'deathless',
			category: 'deaths',
			score: 50 + 10 * found.count,
			players: [found.player],
			zone: null,
			value: found.count
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
