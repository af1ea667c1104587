import { page } from '$app/state';
import { standingsFor, type Standing } from '$lib/components/leaderboard/standing';
import { getRaceView } from '$lib/live/context';
import { countdownFace, type Face } from '$lib/live/countdown';
import type { RaceView } from '$lib/live/view.svelte';
import { readOptions, type OverlayOptions } from '$lib/overlay/options';
import { Screening } from '$lib/replay/screening.svelte';
import { moments, seconds } from '$lib/utils/now.svelte';

/** What every overlay shows a part of. To be made while a component is set up. */
export class Overlay {
	readonly view: RaceView = getRaceView();
	options: OverlayOptions = $derived.by(() => readOptions(page.url.searchParams));
	readonly screening = new Screening(
		this.view,
		() => this.options.delay,
		() => seconds.ms
	);

	/** This device's clock; without a connection it stands at what was heard last. */
	now: number = $derived.by(() => {
		const { connection, lastMessageAt } = this.view.live;
		return connection === 'live' ? seconds.ms : (lastMessageAt ?? seconds.ms);
	});
	standings: Standing[] = $derived.by(() => standingsFor(this.view, this.screening, this.now));

	/** The countdown as seen with the delay asked for. */
	face: Face = $derived.by(() => {
		const { startsAt, startedAt, live } = this.view;
		const started = startedAt === null ? null : Date.parse(startedAt);
		const soon =
			startsAt ?? (live.serverTime(this.now) - (started ?? 0) < 3_600_000 ? started : null);
		if (soon === null) return null;
		return countdownFace(startsAt, started, live.serverTime(moments.ms) - this.options.delay);
	});

	/** The standing of a login; undefined for strangers. */
	of(login: string | null): Standing | undefined {
		const player = this.screening.ranked.find(
			({ twitch_username }) => twitch_username.toLowerCase() === login
		);
		return this.standings.find(({ id }) => id === player?.id);
	}
}
