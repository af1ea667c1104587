import { untrack } from 'svelte';
import type { ParticipantInfo, RaceStatus } from '$lib/api/types';
import type { Watched } from '$lib/live/view.svelte';
import { walkTime } from '$lib/map/discs';
import type { Place } from '$lib/map/markers';
import { momentAt, type Moment } from './moment';
import { Playback, speedFor } from './playback.svelte';
import { tellTale, type TaleEvent } from './tale';
import { buildTimeline, whereabouts, type Cursor, type Timeline, type Track } from './timeline';

/**
 * `live`: as the messages say. `past`: a running race as it was some time ago, because the viewer
 * went back or wants a delay. `replay`: a race that is over, by everybody's own clock.
 */
export type Mode = 'live' | 'past' | 'replay';

/**
 * The race as this visitor looks at it. Everything that shows a race reads from here and need not
 * know whether it is the present.
 */
export class Screening {
	readonly playback: Playback;
	/** The viewer asked for the replay of a race that is over. */
	replaying = $state(false);
	/** The viewer went back in a running race. */
	rewound = $state(false);

	#view: Watched;
	#delay: () => number;
	#now: () => number;

	/**
	 * @param delay how far behind the race the viewer wants to be, in ms
	 * @param now this device's clock, Unix ms, as a value that moves on by itself
	 */
	constructor(view: Watched, delay: () => number, now: () => number) {
		this.#view = view;
		this.#delay = delay;
		this.#now = now;
		this.playback = new Playback(
			() => this.length,
			() => this.#caughtUp()
		);
	}

	#startedAt: number = $derived.by(() => Date.parse(this.#view.startedAt ?? '') || 0);
	/** The race is over, but not yet for somebody who watches it later. */
	#overLater: boolean = $derived.by(() => {
		const { endedAt } = this.#view.live;
		if (endedAt === null || this.#view.own !== null) return false;
		return this.#view.live.serverTime(this.#now()) < endedAt + this.#delay();
	});
	/** The state of the race at the moment shown. */
	status: RaceStatus = $derived.by(() =>
		this.#view.status === 'finished' && (this.#overLater || this.rewound)
			? 'running'
			: this.#view.status
	);
	mode: Mode = $derived.by(() => {
		if (this.replaying && this.status === 'finished') return 'replay';
		// Racers see no more than their own way, and that now.
		if (this.status !== 'running' || this.#view.hidesPlaces) return 'live';
		return this.rewound || this.#delay() > 0 ? 'past' : 'live';
	});
	/** How long the race is for this viewer, in ms: until its end, or until now. */
	length: number = $derived.by(() => {
		if (this.mode === 'replay') return this.timeline?.length ?? 0;
		const edge = this.#view.live.serverTime(this.#now());
		return Math.max(0, edge - this.#delay() - this.#startedAt);
	});
	timeline: Timeline | null = $derived.by(() =>
		this.mode === 'live' || this.#view.graph === null
			? null
			: buildTimeline(this.#view.participants, this.#view.graph, this.#view.totalLayers)
	);
	tale: TaleEvent[] = $derived.by(() => (this.timeline === null ? [] : tellTale(this.timeline)));

	/** In the past of a running race and not gone back: the cursor is where the delay says. */
	#shown: number = $derived.by(() =>
		this.mode === 'past' && !this.rewound ? this.length : this.playback.shown
	);
	#moment: Moment | null = $derived.by(() =>
		this.timeline === null ? null : momentAt(this.timeline, this.#cursorAt(this.#shown))
	);

	/** Time since the start at the moment shown, in ms. */
	get cursor(): number {
		return this.#shown;
	}

	participants: ParticipantInfo[] = $derived.by(
		() => this.#moment?.participants ?? this.#view.visibleParticipants
	);
	/** Everybody in order, for the standings. */
	ranked: ParticipantInfo[] = $derived.by(
		() => this.#moment?.participants ?? this.#view.participants
	);
	leaderSplits: Record<string, number> | null = $derived.by(() =>
		this.#moment === null ? this.#view.live.state.leaderSplits : this.#moment.leaderSplits
	);
	/** Where everybody is drawn; undefined where the map follows the live race itself. */
	places: Place[] | undefined = $derived.by(() => {
		if (this.timeline === null || (this.mode === 'past' && !this.rewound)) return undefined;
		const { playing, speed } = this.playback;
		// While it plays, who is on the way walks on between two beats; a hand on the bar leads every frame.
		const cursor = this.#cursorAt(playing ? this.playback.shown : this.playback.cursor);
		return this.timeline.tracks.flatMap((track): Place[] => {
			const at = whereabouts(track, cursor(track), walkTime * speed);
			if (at === null) return [];
			const { way, ...where } = at;
			return [{ id: track.player.id, ...where, lasts: playing ? way / speed : null }];
		});
	});
	/** The order is final and may be told. */
	over: boolean = $derived.by(
		() =>
			this.status === 'finished' &&
			(this.mode !== 'replay' || this.#shown >= (this.timeline?.length ?? 0))
	);

	/** Opens the replay at a moment. */
	startReplay(at = 0): void {
		this.replaying = true;
		untrack(() => {
			this.playback.speed = speedFor(this.length);
			this.playback.seek(at);
		});
	}

	stopReplay(): void {
		this.playback.pause();
		this.replaying = false;
	}

	/** Goes back in a running race, to a moment in ms since its start, and goes on from there. */
	rewind(to: number): void {
		if (!this.rewound) this.playback.speed = 1;
		this.rewound = true;
		this.playback.seek(to);
	}

	/** Back to the present, or to where the delay says. */
	goLive(): void {
		this.playback.pause();
		this.rewound = false;
	}

	#caughtUp(): void {
		if (this.mode === 'past') this.rewound = false;
	}

	#cursorAt(cursor: number): Cursor {
		if (this.mode === 'replay') return () => cursor;
		const { recorder } = this.#view.live;
		return ({ player }: Track) => recorder.igtAt(player.id, this.#startedAt + cursor);
	}
}
