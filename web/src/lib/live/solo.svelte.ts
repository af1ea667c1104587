import { readSession } from '$lib/api/training';
import type { ParticipantInfo, TrainingSessionDetail, TrainingStatus } from '$lib/api/types';
import { parseGraph, type SeedGraph } from '$lib/map/graph';
import { LiveRace } from './race.svelte';
import { soloAtRest } from './roster';

/**
 * A solo session as its page shows it: the detail from REST for what stands still, the live socket
 * for what moves.
 */
export class SoloView {
	readonly live: LiveRace;
	run: TrainingSessionDetail = $state.raw() as TrainingSessionDetail;

	constructor(run: TrainingSessionDetail) {
		this.run = run;
		this.live = new LiveRace(`/ws/training/${run.id}/spectate`);
	}

	status: TrainingStatus = $derived.by(() => {
		const status = this.live.state.race?.status;
		if (status === 'finished' || status === 'abandoned') return status;
		return this.run.status;
	});
	player: ParticipantInfo = $derived.by(
		() => this.live.state.participants[0] ?? soloAtRest(this.run)
	);
	totalLayers: number = $derived.by(
		() => this.live.state.seed?.total_layers ?? this.run.seed_total_layers ?? 0
	);
	/** The live one is in the visitor's language. The same value until another snapshot comes. */
	#document: unknown = $derived.by(() => this.live.state.seed?.graph_json ?? this.run.graph_json);
	graph: SeedGraph | null = $derived.by(() => parseGraph(this.#document));

	/** True when the run has ended and REST has not been asked since. */
	get outdated(): boolean {
		return this.status !== this.run.status;
	}

	/** Reads the detail again. */
	async refresh(): Promise<void> {
		this.run = await readSession(this.run.id);
	}
}
