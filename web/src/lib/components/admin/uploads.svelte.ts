/** Seed archives on their way to the server: one after the other, in the order they were chosen. */
import { m } from '$paraglide/messages';
import { messageOf } from '$lib/api/errors';
import type { UploadedSeed } from '$lib/api/types';
import { uploadSeed } from '$lib/api/upload';
import { formatSize } from '$lib/utils/format';

export type UploadState = 'waiting' | 'sending' | 'checking' | 'done' | 'failed';

/** One archive. */
export class Upload {
	state = $state<UploadState>('waiting');
	/** How much is sent, 0 to 1. */
	share = $state(0);
	/** What is to be said about it: why it failed, or what is odd about the seed. */
	remark = $state('');
	readonly #abort = new AbortController();

	constructor(
		readonly pool: string,
		readonly file: File
	) {}

	get over(): boolean {
		return this.state === 'done' || this.state === 'failed';
	}

	fail(why: string): void {
		this.state = 'failed';
		this.remark = why;
	}

	/** Gives it up, wherever it is. */
	cancel(): void {
		if (this.state === 'waiting') this.fail(m.admin_upload_cancelled());
		this.#abort.abort();
	}

	/** Sends it, unless it is over before it began. */
	async send(by: typeof uploadSeed): Promise<void> {
		if (this.over) return;
		this.state = 'sending';
		const onsent = (share: number) => {
			this.share = share;
			this.state = share < 1 ? 'sending' : 'checking';
		};
		try {
			const seed: UploadedSeed = await by(this.pool, this.file, onsent, this.#abort.signal);
			this.remark = seed.notes.join(', ');
			this.state = 'done';
		} catch (error) {
			this.fail(messageOf(error));
		}
	}
}

/** All that were chosen on this page. */
export class Uploads {
	list = $state.raw<readonly Upload[]>([]);
	#working = false;

	/** @param onadded is called after each seed that came into a pool */
	constructor(
		readonly onadded: () => void,
		readonly by: typeof uploadSeed = uploadSeed
	) {}

	get busy(): boolean {
		return this.list.some((upload) => !upload.over);
	}

	/** Queues files for a pool; those over `limit` bytes are not even begun. */
	add(pool: string, files: Iterable<File>, limit: number): void {
		const added = [...files].map((file) => new Upload(pool, file));
		for (const upload of added) {
			if (upload.file.size > limit) {
				upload.fail(m.admin_upload_too_large({ limit: formatSize(limit) }));
			}
		}
		this.list = [...this.list, ...added];
		void this.#work();
	}

	/** Forgets those that are over. */
	tidy(): void {
		this.list = this.list.filter((upload) => !upload.over);
	}

	cancelAll(): void {
		for (const upload of this.list) upload.cancel();
	}

	async #work(): Promise<void> {
		if (this.#working) return;
		this.#working = true;
		let next;
		while ((next = this.list.find((upload) => !upload.over))) {
			await next.send(this.by);
			if (next.state === 'done') this.onadded();
		}
		this.#working = false;
	}
}
