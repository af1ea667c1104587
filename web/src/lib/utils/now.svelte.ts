import { createSubscriber } from 'svelte/reactivity';

/**
 * The device's clock as a reactive value: reading `ms` in a component repeats that reading every
 * `period` milliseconds for as long as somebody reads. One timer serves all readers.
 */
export class Now {
	#subscribe: () => void;

	constructor(period: number) {
		this.#subscribe = createSubscriber((update) => {
			const timer = setInterval(update, period);
			return () => clearInterval(timer);
		});
	}

	/** Unix milliseconds. */
	get ms(): number {
		this.#subscribe();
		return Date.now();
	}
}

/** For clocks that show seconds. */
export const seconds = new Now(500);

/** For a countdown, whose last second everybody watches. */
export const moments = new Now(50);
