import { prefersReducedMotion } from 'svelte/motion';
import type { Place } from './markers';

/** How long somebody is seen walking over an edge, in ms. */
export const walkTime = 900;

/** Somebody's last change of place. */
interface Walk {
	node: string;
	from: string | null;
	/** By the clock of the frames, in ms. */
	since: number;
}

/**
 * Turns "is there now" of the live race into walks from place to place. Frames are drawn only while
 * somebody walks.
 */
export class Walks {
	#now = $state(0);
	#known: Record<string, Walk> = {};
	#frame = 0;

	/** Where everybody is drawn at this frame. */
	places(stands: { id: string; node: string }[]): Place[] {
		// Read so that every frame asks again; time itself moves on between frames.
		void this.#now;
		const now = performance.now();
		const walk = prefersReducedMotion.current ? 0 : walkTime;
		const known: Record<string, Walk> = {};
		const places = stands.map(({ id, node }): Place => {
			const before = this.#known[id];
			const walked =
				before?.node === node ? before : { node, from: before?.node ?? null, since: now };
			known[id] = walked;
			const { from, since } = walked;
			const progress = from === null || walk === 0 ? 1 : Math.min((now - since) / walk, 1);
			return { id, node, from, progress };
		});
		this.#known = known;
		if (this.#frame === 0 && places.some(({ progress }) => progress < 1)) {
			this.#frame = requestAnimationFrame((time) => {
				this.#frame = 0;
				this.#now = time;
			});
		}
		return places;
	}
}
