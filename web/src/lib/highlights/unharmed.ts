/** Who did not die. */
import { best, deathsIn, type Facts, type Highlight } from './facts';

/** From this tier on it is worth a word to get through without dying. */
const hardTier = 3;
/** How often the others have to die on average for it to be worth a word that somebody did not. */
const deadly = 2;

/** A whole run without a death. */
export function flawless({ racers, finishers }: Facts): Highlight[] {
	const found = finishers.find(({ player }) => player.death_count === 0);
	const deaths = racers.reduce((sum, { player }) => sum + player.death_count, 0);
	if (found === undefined || racers.length < 2 || deaths < deadly * (racers.length - 1)) return [];
	return [
		{
			kind: 'flawless',
			category: 'deaths',
			score: 80 + deaths,
			players: [found.player],
			zone: null,
			value: deaths
		}
	];
}

/** Through all hard places without dying; of whoever never died at all, `flawless` says more. */
export function deathless(facts: Facts): Highlight[] {
	const { racers, graph } = facts;
	const told = flawless(facts)[0]?.players[0];
	const clean = racers.flatMap(({ player, runs }) => {
		if (player === told) return [];
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

/** The only one of at least three to leave a place alive at the first attempt. */
export function unscathed({ zones }: Facts): Highlight[] {
	const exceptions = zones.flatMap(({ node, runs }) => {
		const [only, ...more] = runs.filter(({ deaths }) => deaths === 0);
		const deaths = deathsIn(runs);
		return only?.outcome === 'cleared' && more.length === 0 && runs.length >= 3
			? [{ node, deaths, player: only.player, others: runs.length - 1 }]
			: [];
	});
	const found = best(
		exceptions.filter(({ deaths, others }) => deaths >= deadly * others),
		({ deaths }) => deaths
	);
	if (found === undefined) return [];
	return [
		{
			kind: 'unscathed',
			category: 'deaths',
			score: 10 * found.deaths,
			players: [found.player],
			zone: found.node,
			value: found.deaths
		}
	];
}
