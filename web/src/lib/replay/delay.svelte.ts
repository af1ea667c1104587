import { recall, remember } from '$lib/utils/storage';

const key = 'speedfog_delay';

/** The longest delay, in minutes. */
export const longestDelay = 30;

/** A delay in ms from what somebody wrote; nothing sensible is none. */
export function readDelay(seconds: string | null): number {
	const value = Number(seconds ?? 0);
	return Number.isFinite(value) ? Math.min(Math.max(value, 0), longestDelay * 60) * 1000 : 0;
}

/** How far behind the race this viewer wants to be, kept on this device. In ms. */
export class ViewerDelay {
	ms = $state(readDelay(recall(key)));

	choose(ms: number): void {
		this.ms = ms;
		remember(key, ms === 0 ? null : String(ms / 1000));
	}
}

export const viewerDelay = new ViewerDelay();
