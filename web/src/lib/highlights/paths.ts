/** Which ways people took. */
import { best, mean, type Facts, type Highlight, type Racer } from './facts';

/** The least time for nothing that is worth a word, in ms. */
const long = 180_000;
/** The least number of returns that is. */
const often = 4;

const nodesOf = ({ runs }: Racer): string[] => runs.map(({ node }) => node);

export function ownWay({ racers }: Facts): Highlight[] {
	if (racers.length < 3) return [];
	const different = racers
		.filter(({ runs }) => runs.length >= 2)
		.map((racer) => {
			const own = new Set(nodesOf(racer));
			const shared = racers
				.filter((other) => other !== racer)
				.map((other) => nodesOf(other).filter((node) => own.has(node)).length / own.size);
			return { racer, share: 1 - mean(shared) };
		});
	const found = best(different, ({ share }) => share);
	if (found === undefined || found.share < 0.3) return [];
	return [
		{
			kind: 'own_way',
			category: 'path',
			score: 80 * found.share,
			players: [found.racer.player],
			zone: null,
			value: Math.round(found.share * 100)
		}
	];
}

export function sameWay({ racers }: Facts): Highlight[] {
	const seen = new Map<string, Racer>();
	for (const racer of racers) {
		const way = nodesOf(racer);
		const other = seen.get(way.join());
		if (way.length >= 2 && other !== undefined) {
			return [
				{
					kind: 'same_way',
					category: 'path',
					score: 40 + 8 * way.length,
					players: [other.player, racer.player],
					zone: null,
					value: way.length
				}
			];
		}
		seen.set(way.join(), racer);
	}
	return [];
}

export function detour({ racers }: Facts): Highlight[] {
	const average = mean(racers.map(({ runs }) => runs.length));
	const found = best(racers, ({ runs }) => runs.length);
	if (found === undefined || found.runs.length < 4 || found.runs.length <= 1.3 * average) return [];
	return [
		{
			kind: 'detour',
			category: 'path',
			score: (30 * found.runs.length) / average,
			players: [found.player],
			zone: null,
			value: found.runs.length
		}
	];
}

export function hardPass({ zones }: Facts): Highlight[] {
	const counted = zones.map(({ node, runs }) => ({
		node,
		count: runs.filter(({ outcome }) => outcome === 'backed').length
	}));
	const found = best(
		counted.filter(({ count }) => count >= 2),
		({ node, count }) => count * Math.max(node.tier, 1)
	);
	if (found === undefined) return [];
	const score = 15 * found.count * Math.max(found.node.tier, 1);
	return [
		{
			kind: 'hard_pass',
			category: 'path',
			score,
			players: [],
			zone: found.node,
			value: found.count
		}
	];
}

/** The longest time in a place that was then turned back from. */
export function inVain({ zones }: Facts): Highlight[] {
	const turned = zones.flatMap(({ node, runs }) =>
		runs.filter(({ outcome }) => outcome === 'backed').map((run) => ({ node, run }))
	);
	const found = best(turned, ({ run }) => run.time);
	if (found === undefined || found.run.time < long) return [];
	return [
		{
			kind: 'in_vain',
			category: 'path',
			score: found.run.time / 6000,
			players: [found.run.player],
			zone: found.node,
			value: found.run.time
		}
	];
}

/** Returned to places at least twice as often as the others. */
export function backAndForth({ racers }: Facts): Highlight[] {
	const returns = racers.map(({ player, runs }) => ({
		player,
		count: runs.reduce((sum, { visits }) => sum + visits - 1, 0)
	}));
	const found = best(returns, ({ count }) => count);
	if (found === undefined || found.count < often) return [];
	const others = returns.filter((one) => one !== found).map(({ count }) => count);
	if (found.count < 2 * mean(others)) return [];
	return [
		{
			kind: 'back_and_forth',
			category: 'path',
			score: 10 * found.count,
			players: [found.player],
			zone: null,
			value: found.count
		}
	];
}
