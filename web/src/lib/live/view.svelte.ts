import { untrack } from 'svelte';
import { readRace } from '$lib/api/races';
import type { Session } from '$lib/api/session.svelte';
import type { Participant, ParticipantInfo, RaceDetail, RaceStatus } from '$lib/api/types';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { foundBy } from '$lib/map/veil';
import { distinctInitials } from '$lib/utils/names';
import { LiveRace } from './race.svelte';
import { atRest, sameRoster } from './roster';
import type { LiveState } from './state';

/** What the visitor is in this race. An organizer who races is both. */
export interface Part {
	organizer: boolean;
	participant: boolean;
}

/** What a screening needs to know of a race; a solo run has it too. */
export type Watched = Pick<
	RaceView,
	| 'graph'
	| 'hidesPlaces'
	| 'own'
	| 'participants'
	| 'startedAt'
	| 'status'
	| 'totalLayers'
	| 'visibleParticipants'
> & {
	live: Pick<LiveRace, 'endedAt' | 'recorder' | 'serverTime'> & {
		state: Pick<LiveState, 'leaderSplits'>;
	};
};

/**
 * A race as its pages show it: the detail from REST for what stands still, the live race for what
 * moves. The live part wins where both speak.
 */
export class RaceView {
	readonly live: LiveRace;
	detail: RaceDetail = $state.raw() as RaceDetail;
	#session: Session;
	#refreshing: Promise<void> | null = null;

	constructor(detail: RaceDetail, session: Session) {
		this.detail = detail;
		this.#session = session;
		this.live = new LiveRace(`/ws/race/${detail.id}`, {
			ticks: true,
			snapshot: () => void this.refresh()
		});
	}

	/** Before the start it can be changed; the lobby tells, a snapshot only when one connects. */
	name: string = $derived.by(() => {
		const { race, lobby } = this.live.state;
		if (this.status === 'setup') return lobby?.name ?? this.detail.name;
		return race?.name ?? this.detail.name;
	});
	status: RaceStatus = $derived.by(() => {
		const status = this.live.state.race?.status ?? this.detail.status;
		// Only solo sessions can be abandoned.
		return status === 'abandoned' ? 'finished' : status;
	});
	startedAt: string | null = $derived.by(() =>
		this.live.state.race === null ? this.detail.started_at : this.live.state.race.started_at
	);
	released: boolean = $derived.by(
		() => (this.live.state.race ?? this.detail).seeds_released_at !== null
	);
	/** The server's clock at the start while a countdown runs, in Unix ms. */
	startsAt: number | null = $derived.by(() => {
		if (this.live.state.race !== null) return this.live.state.startsAt;
		return this.detail.starts_at === null ? null : Date.parse(this.detail.starts_at);
	});
	totalLayers: number = $derived.by(
		() => this.live.state.seed?.total_layers ?? this.detail.seed_total_layers ?? 0
	);
	/** In the server's order; before the first snapshot as REST has them, without positions. */
	participants: ParticipantInfo[] = $derived.by(() =>
		this.live.state.race === null
			? this.detail.participants.map(atRest)
			: this.live.state.participants
	);
	/** The same value until another snapshot comes, so that ticks of clocks never redraw the map. */
	#document: unknown = $derived.by(() => this.live.state.seed?.graph_json);
	graph: SeedGraph | null = $derived.by(() => parseGraph(this.#document));
	/** What the visitor has found as a racer; the same text means the same map. */
	#found: string = $derived.by(
		() => `${this.own?.zone_history?.length ?? 0} ${this.own?.current_zone ?? ''}`
	);
	#veiled: boolean = $derived.by(
		() => this.own !== null && (this.hidesPlaces || this.status === 'setup')
	);
	/** The map that the visitor may look at. Racers see what they have found, before the start nothing but it. */
	visibleGraph: SeedGraph | null = $derived.by(() => {
		void this.#found;
		// Read in any case, or nobody would look again once it is known who the visitor is.
		const veiled = this.#veiled;
		const own = untrack(() => this.own);
		return this.graph !== null && own !== null && veiled ? foundBy(own, this.graph) : this.graph;
	});
	/** Those whom the visitor may see on the map. */
	visibleParticipants: ParticipantInfo[] = $derived.by(() =>
		this.hidesPlaces && this.own !== null ? [this.own] : this.participants
	);
	initials: Map<string, string> = $derived.by(() =>
		distinctInitials([...this.participants].sort((a, b) => a.color_index - b.color_index))
	);

	/** The visitor's own participation. */
	own: ParticipantInfo | null = $derived.by(() => {
		const login = this.#session.user?.twitch_username;
		return this.participants.find(({ twitch_username }) => twitch_username === login) ?? null;
	});
	part: Part = $derived.by(() => ({
		organizer: [this.detail.organizer, ...this.detail.co_organizers].some(
			({ id }) => id === this.#session.user?.id
		),
		participant: this.own !== null
	}));
	/** Whoever still races may not read where the others are. */
	hidesPlaces: boolean = $derived.by(
		() =>
			this.status === 'running' &&
			this.detail.fog_of_war &&
			this.own !== null &&
			this.own.status !== 'finished' &&
			this.own.status !== 'abandoned'
	);

	/** REST's entry of a participant, which knows the account. */
	account(id: string): Participant | undefined {
		return this.detail.participants.find((participant) => participant.id === id);
	}

	/** True when REST knows other people than the live race, so that it has to be asked again. */
	get outdated(): boolean {
		const { race, participants } = this.live.state;
		return race !== null && !sameRoster(this.detail.participants, participants);
	}

	/** Reads the detail again. Calls during a request share its answer. */
	refresh(): Promise<void> {
		this.#refreshing ??= readRace(this.detail.id)
			.then((detail) => {
				this.detail = detail;
			})
			// The live part goes on without; the next change asks again.
			.catch(() => undefined)
			.finally(() => {
				this.#refreshing = null;
			});
		return this.#refreshing;
	}
}
