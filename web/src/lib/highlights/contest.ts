/** How close it was. */
import { best, clamp, type Facts, type Highlight, type Racer } from './facts';

/** The closest finish that is worth a word, in ms. */
const close = 30_000;
/** Before this layer, places tell more of the start than of anybody. */
const settled = 2;

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

/** The most places that a finisher won from their worst standing on, half of the field at least. */
export function fromBehind({ finishers, reached }: Facts): Highlight[] {
	const climbs = finishers.map((racer, place) => {
		const own = reached.get(racer.player.id) ?? [];
		const ahead = own.slice(settled).map((at, i) => {
			const first = ({ player }: Racer) => (reached.get(player.id)?.[i + settled] ?? Infinity) < at;
			return finishers.filter(first).length;
		});
		return { racer, gained: Math.max(0, ...ahead) - place };
	});
	const found = best(climbs, ({ gained }) => gained);
	if (found === undefined || found.gained < Math.max(2, finishers.length / 2)) return [];
	return [
		{
			kind: 'from_behind',
			category: 'contest',
			score: (100 * found.gained) / (finishers.length - 1),
			players: [found.racer.player],
			zone: null,
			value: found.gained
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
