/** Which races to show, and in which order. */
import type { Race } from '$lib/api/types';
import { displayName } from '$lib/utils/names';

/** The time that matters for a race: of its start, else of its plan; null while nothing is planned. */
export const momentOf = (race: Race): string | null =>
	race.status === 'setup' ? race.scheduled_at : (race.started_at ?? race.created_at);

/** What a visitor looks for; empty fields ask for nothing. */
export interface Wish {
	pool: string;
	text: string;
}

/** Races of the pool with the text in their name or in the name of somebody who is shown with them. */
export function matching(races: Race[], wish: Wish): Race[] {
	const text = wish.text.trim().toLowerCase();
	return races.filter(
		(race) =>
			(wish.pool === '' || race.pool_name === wish.pool) &&
			(text === '' || wordsOf(race).some((word) => word.toLowerCase().includes(text)))
	);
}

const wordsOf = (race: Race): string[] => [
	race.name,
	...[
		race.organizer,
		...race.participant_previews,
		...race.casters.map(({ user }) => user)
	].flatMap((person) => [displayName(person), person.twitch_username])
];

/** The pools of some races, each once, by name. */
export const poolsOf = (races: Race[]): string[] =>
	[...new Set(races.flatMap(({ pool_name }) => pool_name ?? []))].sort();
