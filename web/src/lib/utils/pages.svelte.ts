import { untrack } from 'svelte';
import { messageOf } from '$lib/api/errors';

interface Part<T> {
	items: T[];
	/** Whether more follow. */
	more: boolean;
}

/** A long list that is read from the server part by part, as far as the visitor wants. */
export class Pages<T> {
	/** Null until the first part is there. */
	items = $state.raw<T[] | null>(null);
	more = $state(false);
	loading = $state(false);
	error = $state<string | null>(null);

	/** How many items have been read, those that came twice included. */
	#offset = 0;

	/**
	 * @param read the part that begins after `offset` items
	 * @param key what tells one item from another: a list that has grown at its top since the last
	 * part brings the end of that part once more
	 */
	constructor(
		readonly read: (offset: number) => Promise<Part<T>>,
		readonly key: (item: T) => string
	) {}

	/** Reads the next part; without effect while one is on its way. */
	async next(): Promise<void> {
		// Not tracked: an effect that asks for the first part must not run again for the second.
		if (untrack(() => this.loading)) return;
		this.loading = true;
		this.error = null;
		try {
			const part = await this.read(this.#offset);
			const known = this.items ?? [];
			const keys = known.map(this.key);
			this.#offset += part.items.length;
			this.items = [...known, ...part.items.filter((item) => !keys.includes(this.key(item)))];
			this.more = part.more;
		} catch (error) {
			this.error = messageOf(error);
		} finally {
			this.loading = false;
		}
	}
}
