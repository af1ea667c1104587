import { messageOf } from '$lib/api/errors';

/** How long the visitor must stop typing before the server is asked, in ms. */
const pause = 300;
/** Fewer letters would find everybody. */
export const leastLetters = 2;

/** A search as one types: asks after a pause, and only the answer to the latest question counts. */
export class Lookup<T> {
	/** Null until something has been asked. */
	results = $state.raw<T[] | null>(null);
	busy = $state(false);
	error = $state<string | null>(null);

	#timer: ReturnType<typeof setTimeout> | undefined;
	#latest = 0;

	constructor(readonly find: (text: string) => Promise<T[]>) {}

	type(text: string): void {
		this.clear();
		const wanted = text.trim();
		if (wanted.length < leastLetters) return;
		this.busy = true;
		const turn = this.#latest;
		this.#timer = setTimeout(() => void this.#ask(wanted, turn), pause);
	}

	/** Forgets the results and whatever answer is still on its way. */
	clear(): void {
		clearTimeout(this.#timer);
		this.#latest += 1;
		this.results = null;
		this.busy = false;
		this.error = null;
	}

	async #ask(text: string, turn: number): Promise<void> {
		const [results, error] = await this.find(text).then(
			(found) => [found, null] as const,
			(cause: unknown) => [null, messageOf(cause)] as const
		);
		if (turn !== this.#latest) return;
		this.results = results;
		this.error = error;
		this.busy = false;
	}
}
