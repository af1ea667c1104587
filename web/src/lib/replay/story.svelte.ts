import type { RaceView } from '$lib/live/view.svelte';
import { LiveTale } from './liveTale.svelte';
import type { Screening } from './screening.svelte';
import type { TaleEvent } from './tale';

/** The story of a race up to the moment that is shown, and never beyond it. */
export class Story {
	#tale: LiveTale;
	#screening: Screening;

	constructor(view: RaceView, screening: Screening) {
		this.#tale = new LiveTale(view);
		this.#screening = screening;
	}

	/** A number changes seldom, the moment with every beat: the list is only made anew with the former. */
	#past: number = $derived.by(
		() => this.#screening.tale.filter(({ at }) => at <= this.#screening.cursor).length
	);
	events: TaleEvent[] = $derived.by(() =>
		this.#screening.mode === 'live' ? this.#tale.events : this.#screening.tale.slice(0, this.#past)
	);
}
