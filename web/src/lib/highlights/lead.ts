/** Who led, and what became of it. */
import type { ParticipantInfo } from '$lib/api/types';
import { best, type Facts, type Highlight } from './facts';

/** The least advantage into the last layer whose loss is worth a word, in ms. */
const advantage = 10_000;

/** Who reached each layer first, and when; the start is nobody's. */
function leaders({ racers, reached }: Facts) {
	const depth = Math.max(0, ...[...reached.values()].map((times) => times.length));
	return Array.from({ length: depth }, (_, layer) => layer)
		.slice(1)
		.flatMap((layer) => {
			const there = racers.flatMap(({ player }) => {
				const at = reached.get(player.id)?.[layer];
				return at === undefined ? [] : [{ player, at }];
			});
			return best(there, ({ at }) => -at) ?? [];
		});
}

export function leadChanges(facts: Facts): Highlight[] {
	const first = leaders(facts);
	const changes = first.slice(1).filter(({ player }, i) => player !== first[i]?.player).length;
	if (changes < 2) return [];
	return [
		{
			kind: 'lead_changes',
			category: 'contest',
			score: 25 * changes,
			players: [],
			zone: null,
			value: changes
		}
	];
}

export function dominant(facts: Facts): Highlight[] {
	const [first, ...later] = leaders(facts);
	if (first === undefined || later.length === 0) return [];
	if (later.some(({ player }) => player !== first.player)) return [];
	const layers = later.length + 1;
	return [
		{
			kind: 'dominant',
			category: 'contest',
			score: 40 + 8 * layers,
			players: [first.player],
			zone: null,
			value: layers
		}
	];
}

/** Led for more than half of the race, and somebody else won. */
export function uncrowned(facts: Facts): Highlight[] {
	const winner = facts.finishers[0]?.player;
	if (winner === undefined) return [];
	const first = leaders(facts);
	const led = new Map<ParticipantInfo, number>();
	first.forEach(({ player, at }, i) => {
		const until = first[i + 1]?.at ?? winner.igt_ms;
		led.set(player, (led.get(player) ?? 0) + until - at);
	});
	const found = best([...led], ([, time]) => time);
	if (found === undefined) return [];
	const [player, time] = found;
	const share = time / Math.max(winner.igt_ms, 1);
	if (player === winner || share <= 0.5) return [];
	return [
		{
			kind: 'uncrowned',
			category: 'contest',
			score: 100 * share,
			players: [player],
			zone: null,
			value: time
		}
	];
}

/** The lead was lost in the last layer of all. */
export function latePass(facts: Facts): Highlight[] {
	const winner = facts.finishers[0]?.player;
	const leader = leaders(facts).at(-1);
	if (winner === undefined || leader === undefined) return [];
	const behind = (facts.reached.get(winner.id)?.at(-1) ?? 0) - leader.at;
	if (behind < advantage) return [];
	return [
		{
			kind: 'late_pass',
			category: 'contest',
			score: 60 + behind / 3000,
			players: [winner, leader.player],
			zone: null,
			value: behind
		}
	];
}
