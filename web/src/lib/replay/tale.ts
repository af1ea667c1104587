/** The story of a race: what happened when, for jumping to it and for telling it in words. */
import type { ParticipantInfo } from '$lib/api/types';
import { byStanding, participantAt } from './moment';
import type { Timeline } from './timeline';

export interface TaleEvent {
	/** IGT in ms. */
	at: number;
	kind: 'entered' | 'died' | 'lead' | 'finished' | 'abandoned';
	player: ParticipantInfo;
	/** Where it happened. */
	node: string;
	/** For a finish: the place it was good for so far, from 1 on. */
	place: number;
}

/** How to order events that share an instant: one enters before one leads. */
const order: TaleEvent['kind'][] = ['entered', 'died', 'finished', 'abandoned', 'lead'];

/** Everything that happened, in order. */
export function tellTale(timeline: Timeline): TaleEvent[] {
	const plain = timeline.tracks.flatMap(({ player, stays, end }): TaleEvent[] => {
		const event = (at: number, kind: TaleEvent['kind'], node: string): TaleEvent => ({
			at,
			kind,
			player,
			node,
			place: 0
		});
		const last = stays.at(-1);
		const ended = player.status === 'finished' || player.status === 'abandoned';
		return [
			...stays.slice(1).map(({ from, node }) => event(from, 'entered', node)),
			...stays.flatMap(({ deaths, node }) => deaths.map((at) => event(at, 'died', node))),
			...(ended && last !== undefined
				? [event(end, player.status as 'finished' | 'abandoned', last.node)]
				: [])
		];
	});
	const sorted = [...plain, ...leads(timeline, plain)].sort(
		(a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind)
	);
	let places = 0;
	return sorted.map((event) =>
		event.kind === 'finished' ? { ...event, place: (places += 1) } : event
	);
}

/** Every change of the lead after the first racer has gone ahead. */
function leads(timeline: Timeline, events: TaleEvent[]): TaleEvent[] {
	// Only entering a deeper layer or leaving the race can change the order.
	const instants = [
		...new Set(events.filter(({ kind }) => kind !== 'died').map(({ at }) => at))
	].sort((a, b) => a - b);
	const found: TaleEvent[] = [];
	let leader: string | null = null;
	for (const at of instants) {
		const first = timeline.tracks
			.filter(({ stays }) => stays.length > 0)
			.map((track) => participantAt(track, at, timeline.totalLayers))
			.sort(byStanding)[0];
		if (first === undefined || first.id === leader) continue;
		const track = timeline.byId.get(first.id);
		if (track !== undefined && first.current_layer > 0 && first.status === 'playing') {
			found.push({
				at,
				kind: 'lead',
				player: track.player,
				node: first.current_zone ?? '',
				place: 1
			});
		}
		leader = first.id;
	}
	return found;
}

/** The event to jump to from `at`: the next one, or the one before; null at either end. */
export function neighbour(events: TaleEvent[], at: number, step: 1 | -1): TaleEvent | null {
	// A little room, so that stepping back from an event does not find the same one again.
	const beside =
		step === 1 ? events.filter((e) => e.at > at + 1) : events.filter((e) => e.at < at - 1);
	return (step === 1 ? beside[0] : beside.at(-1)) ?? null;
}
