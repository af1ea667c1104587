/** Names of people as they are shown. */

interface Named {
	twitch_username: string;
	twitch_display_name?: string | null;
}

export function displayName(person: Named): string {
	return person.twitch_display_name || person.twitch_username;
}

/** Where somebody's stream can be watched. @param stream_url known only while they are on air */
export const streamOf = (
	{ twitch_username }: Pick<Named, 'twitch_username'>,
	stream_url: string | null
): string => stream_url ?? `https://twitch.tv/${twitch_username}`;

/** Scripts whose characters are as wide as two of ours, and say as much. */
const wide = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Two characters that stand for a name on a marker: the initials of two words, of camel case or of
 * a part after a digit or underscore, else the first two characters. Of wide scripts one is enough.
 */
export function initials(name: string): string {
	const words = name
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	const [first, second] = words;
	if (first === undefined) return '?';
	if (wide.test(first)) return [...first][0] ?? '?';
	const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
	return letters.join('').toUpperCase();
}

/**
 * Initials for everybody that no two people share where a third choice exists: a repeated pair
 * takes its second character from further along the name, and a digit as the last resort.
 */
export function distinctInitials(people: Named[]): Map<string, string> {
	const taken = new Set<string>();
	const result = new Map<string, string>();
	for (const person of people) {
		const name = displayName(person);
		const letters = [...name.toUpperCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
		const choices = [
			initials(name),
			...letters.slice(1).map((letter) => `${letters[0]}${letter}`),
			...Array.from({ length: 9 }, (_, i) => `${letters[0] ?? '?'}${i + 2}`)
		];
		const chosen = choices.find((choice) => !taken.has(choice)) ?? initials(name);
		taken.add(chosen);
		result.set(person.twitch_username, chosen);
	}
	return result;
}
