/**
 * What a racer's clock read at a time of day, learned from the live messages. It lets a running
 * race be shown as it was some minutes ago.
 */
import type { ParticipantStatus } from '$lib/api/types';

/** Readings of one racer's clock: times of day in Unix ms, ascending, with the IGT in ms. */
export interface ClockRecord {
	walls: number[];
	igts: number[];
}

/** A reading that the two around it would give to within this is not worth keeping. */
const tolerance = 400;
/** More than eight hours of pauses twice a minute; the oldest go first. */
const mostReadings = 1024;

/** Adds a reading. Readings on one straight line take the room of two. */
export function note(record: ClockRecord, wall: number, igt: number): ClockRecord {
	const { walls, igts } = record;
	const last = walls.length - 1;
	if (last >= 0 && wall <= (walls[last] ?? 0)) return record;
	const straight =
		last >= 1 &&
		Math.abs(
			igtAt(
				{ walls: [walls[last - 1] ?? 0, wall], igts: [igts[last - 1] ?? 0, igt] },
				walls[last] ?? 0
			) - (igts[last] ?? 0)
		) < tolerance;
	const keep = straight ? last : last + 1;
	const from = Math.max(0, keep + 1 - mostReadings);
	return {
		walls: [...walls.slice(from, keep), wall],
		igts: [...igts.slice(from, keep), igt]
	};
}

/**
 * The IGT at a time of day. Between readings the clock ran evenly; before the first it is taken to
 * have run all the time, after the last to have stood still.
 */
export function igtAt({ walls, igts }: ClockRecord, wall: number): number {
	let [low, high] = [0, walls.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((walls[middle] ?? 0) <= wall) low = middle + 1;
		else high = middle;
	}
	const [before, after] = [low - 1, low];
	if (walls.length === 0) return 0;
	if (before < 0) return Math.max(0, (igts[0] ?? 0) - ((walls[0] ?? 0) - wall));
	if (after >= walls.length) return igts[before] ?? 0;
	const [w0, w1] = [walls[before] ?? 0, walls[after] ?? 0];
	const [i0, i1] = [igts[before] ?? 0, igts[after] ?? 0];
	return i0 + ((i1 - i0) * (wall - w0)) / (w1 - w0);
}

/** The clocks of everybody in one race. */
export class Recorder {
	#records = new Map<string, ClockRecord>();

	/**
	 * Takes down what everybody's clock reads at `wall`. Somebody whose run was over before anybody
	 * listened is taken to have raced without a pause from `startedAt` on.
	 */
	hear(
		players: { id: string; status: ParticipantStatus; igt_ms: number }[],
		wall: number,
		startedAt: number
	): void {
		for (const { id, status, igt_ms } of players) {
			const known = this.#records.get(id);
			const over = status === 'finished' || status === 'abandoned';
			// A clock that stands for good says nothing new.
			if (known !== undefined && over && known.igts.at(-1) === igt_ms) continue;
			const at = known === undefined && over ? Math.min(wall, startedAt + igt_ms) : wall;
			this.#records.set(id, note(known ?? { walls: [], igts: [] }, at, igt_ms));
		}
	}

	/** The IGT of one racer at a time of day; 0 for strangers. */
	igtAt(id: string, wall: number): number {
		const record = this.#records.get(id);
		return record === undefined ? 0 : igtAt(record, wall);
	}

	forget(): void {
		this.#records.clear();
	}
}
