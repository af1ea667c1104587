import { messageOf } from '$lib/api/errors';

/** One thing the visitor asked for: whether it is under way, and what went wrong last. */
export class Action {
	busy = $state(false);
	error = $state<string | null>(null);

	/** Runs `work` unless it is still running. True when it succeeded. */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.error = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.error = messageOf(error);
			return false;
		} finally {
			this.busy = false;
		}
	}
}
