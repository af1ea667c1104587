/** Who was quick, and where somebody was not. */
import { best, clamp, mean, type Facts, type Highlight } from './facts';

/** Each place with the times of those who went on from it, where it has at least two. */
function contested({ zones, graph }: Facts) {
	return zones
		.filter(({ node }) => node !== graph.start)
		.map(({ node, runs }) => ({ node, runs: runs.filter(({ outcome }) => outcome === 'cleared') }))
		.filter(({ runs }) => runs.length >= 2);
}

/** Compared with the others alone, so that one slow racer does not look quick to themselves. */
function ratios(facts: Facts, of: (own: number, others: number) => number) {
	return contested(facts).flatMap(({ node, runs }) =>
		runs.map((run) => {
			const others = mean(runs.filter((other) => other !== run).map(({ time }) => time));
			return { node, run, ratio: of(Math.max(run.time, 1), Math.max(others, 1)) };
		})
	);
}

export function speedDemon(facts: Facts): Highlight[] {
	const found = best(
		ratios(facts, (own, others) => others / own).filter(({ ratio }) => ratio >= 1.5),
		({ ratio, node }) => ratio * Math.max(node.tier, 1)
	);
	if (found === undefined) return [];
	const { node, run, ratio } = found;
	const score = 20 * ratio * Math.max(node.tier, 1);
	return [
		{
			kind: 'speed_demon',
			category: 'speed',
			score,
			players: [run.player],
			zone: node,
			value: Math.round(ratio * 10)
		}
	];
}

export function zoneWall(facts: Facts): Highlight[] {
	const found = best(
		ratios(facts, (own, others) => own / others).filter(({ ratio }) => ratio >= 2),
		({ ratio, node }) => ratio * Math.max(node.tier, 1)
	);
	if (found === undefined) return [];
	const { node, run, ratio } = found;
	const score = 15 * ratio * Math.max(node.tier, 1);
	return [
		{
			kind: 'zone_wall',
			category: 'speed',
			score,
			players: [run.player],
			zone: node,
			value: run.time
		}
	];
}

export function fastStarter({ racers, reached }: Facts): Highlight[] {
	const times = racers
		.map(({ player }) => ({ player, at: reached.get(player.id)?.[2] }))
		.filter((one): one is { player: typeof one.player; at: number } => one.at !== undefined)
		.sort((a, b) => a.at - b.at);
	const [first, second] = times;
	if (first === undefined) return [];
	const gap = second === undefined ? first.at : second.at - first.at;
	const score = clamp(30 + (40 * gap) / Math.max(first.at, 1), 20, 100);
	return [
		{
			kind: 'fast_starter',
			category: 'speed',
			score,
			players: [first.player],
			zone: null,
			value: gap
		}
	];
}

export function sprintFinal(facts: Facts): Highlight[] {
	const cleared = facts.zones.map(({ node, runs }) => ({
		node,
		runs: runs.filter(({ outcome }) => outcome === 'cleared')
	}));
	const tier = Math.max(
		0,
		...cleared.filter(({ runs }) => runs.length > 0).map(({ node }) => node.tier)
	);
	if (tier <= 1) return [];
	const totals = facts.racers.flatMap(({ player }) => {
		const own = cleared
			.filter(({ node }) => node.tier === tier)
			.flatMap(({ runs }) => runs)
			.filter((run) => run.player === player);
		return own.length === 0 ? [] : [{ player, time: own.reduce((sum, run) => sum + run.time, 0) }];
	});
	const found = best(totals, ({ time }) => -time);
	if (found === undefined) return [];
	const average = totals.length === 1 ? 2 * found.time : mean(totals.map(({ time }) => time));
	const score = Math.max(20, (25 * average) / Math.max(found.time, 1));
	return [
		{
			kind: 'sprint_final',
			category: 'speed',
			score,
			players: [found.player],
			zone: null,
			value: found.time
		}
	];
}
