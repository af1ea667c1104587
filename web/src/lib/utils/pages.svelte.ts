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

	/** @param read the part that begins after `offset` items */
	constructor(readonly read: (offset: number) => Promise<Part<T>>) {}

	/** Reads the next part; without effect while one is on its way. */
	async next(): Promise<void> {
		if (this.loading) return;
		this.loading = true;
		this.error = null;
		try {
			const known = this.items ?? [];
			const part = await this.read(known.length);
			this.items = [...known, ...part.items];
			this.more = part.more;
		} catch (error) {
			this.error = messageOf(error);
		} finally {
			this.loading = false;
		}
	}
}
