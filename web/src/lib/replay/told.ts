/** The part of a story that a list shows. */
import type { TaleEvent } from './tale';

export interface Told {
	event: TaleEvent;
	/** Tells it from every other, for as long as the story goes on. */
	key: string;
}

const wordOf = ({ kind, player, at, node }: TaleEvent) => `${kind} ${player.id} ${at} ${node}`;

/** The latest events, at most so many (one or more) and the latest first; `everything` means zones and deaths too. */
export function toldOf(events: TaleEvent[], everything: boolean, most: number): Told[] {
	return events
		.filter(({ kind }) => everything || (kind !== 'entered' && kind !== 'died'))
		.slice(-most)
		.map((event, i, all) => {
			const word = wordOf(event);
			// Two that happen at once are told apart by their turn; whatever shares an instant is close together.
			const turn = all.slice(Math.max(i - 8, 0), i).filter((one) => wordOf(one) === word).length;
			return { event, key: `${word} ${turn}` };
		})
		.reverse();
}
