import { untrack } from 'svelte';
import { messageOf } from '$lib/api/errors';

/**
 * Something read from the server by a page. A failure to read it again keeps what is known; only
 * `error` tells.
 */
export class Remote<T> {
	value = $state.raw<T | null>(null);
	error = $state<string | null>(null);
	loading = $state(false);

	constructor(readonly read: () => Promise<T>) {}

	async load(): Promise<void> {
		// Not tracked: an effect that asks must not run again because of the answer.
		if (untrack(() => this.loading)) return;
		this.loading = true;
		try {
			this.value = await this.read();
			this.error = null;
		} catch (error) {
			this.error = messageOf(error);
		} finally {
			this.loading = false;
		}
	}
}
