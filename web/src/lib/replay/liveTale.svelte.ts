import { untrack } from 'svelte';
import type { RaceView } from '$lib/live/view.svelte';
import { tellTale, type TaleEvent } from './tale';
import { buildTimeline } from './timeline';

/** The story of a race so far. Told anew only when there is something to add. */
export class LiveTale {
	#view: RaceView;

	constructor(view: RaceView) {
		this.#view = view;
	}

	#key: string = $derived.by(() =>
		this.#view.visibleParticipants
			.map(
				({ id, zone_history, death_count, status }) =>
					`${id} ${zone_history?.length ?? 0} ${death_count} ${status}`
			)
			.join()
	);
	events: TaleEvent[] = $derived.by(() => {
		void this.#key;
		const { visibleGraph, totalLayers } = this.#view;
		const players = untrack(() => this.#view.visibleParticipants);
		if (visibleGraph === null) return [];
		return tellTale(buildTimeline(players, visibleGraph, totalLayers));
	});
}
