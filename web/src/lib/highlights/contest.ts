/** How close it was. */
import { best, clamp, type Facts, type Highlight } from './facts';

/** The closest finish that is worth a word, in ms. */
const close = 30_000;

export function photoFinish({ finishers }: Facts): Highlight[] {
	const pairs = finishers.slice(1).flatMap((later, i) => {
		const earlier = finishers[i];
		return earlier === undefined
			? []
			: [{ earlier, later, gap: later.player.igt_ms - earlier.player.igt_ms }];
	});
	const found = best(pairs, ({ gap }) => -gap);
	if (found === undefined || found.gap > close) return [];
	return [
		{
			kind: 'photo_finish',
			category: 'contest',
			score: (20 * close) / Math.max(found.gap, 1000),
			players: [found.earlier.player, found.later.player],
			zone: null,
			value: found.gap
		}
	];
}

/** Who reached each layer first. */
function leaders({ racers, reached }: Facts): string[] {
	const depth = Math.max(0, ...[...reached.values()].map((times) => times.length));
	return Array.from({ length: Math.max(depth - 1, 0) }, (_, i) => {
		const there = racers.filter(({ player }) => reached.get(player.id)?.[i + 1] !== undefined);
		return best(there, ({ player }) => -(reached.get(player.id)?.[i + 1] ?? 0))?.player.id ?? '';
	});
}

export function leadChanges(facts: Facts): Highlight[] {
	const first = leaders(facts);
	const changes = first.slice(1).filter((leader, i) => leader !== first[i]).length;
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
	const first = leaders(facts);
	const racer = facts.racers.find(({ player }) => player.id === first[0]);
	if (racer === undefined || first.length < 2 || first.some((leader) => leader !== first[0]))
		return [];
	return [
		{
			kind: 'dominant',
			category: 'contest',
			score: 40 + 8 * first.length,
			players: [racer.player],
			zone: null,
			value: first.length
		}
	];
}

export function earlyExit({ racers, finishers }: Facts): Highlight[] {
	const gone = racers.filter(({ player }) => player.status === 'abandoned');
	const found = best(gone, ({ player }) => -player.igt_ms);
	const middle = finishers[Math.floor((finishers.length - 1) / 2)];
	if (found === undefined || middle === undefined) return [];
	const ratio = found.player.igt_ms / Math.max(middle.player.igt_ms, 1);
	if (ratio > 0.8) return [];
	return [
		{
			kind: 'early_exit',
			category: 'contest',
			score: clamp(90 - 100 * ratio, 20, 100),
			players: [found.player],
			zone: null,
			value: found.player.igt_ms
		}
	];
}
