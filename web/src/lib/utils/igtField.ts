/** In-game times as people type them. */

/** Milliseconds of `23:45` or `1:23:45`; null for anything else. */
export function parseIgt(text: string): number | null {
	const match = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/.exec(text.trim());
	if (match === null) return null;
	const [h, min, s] = match.slice(1).map((part) => Number(part ?? 0));
	if (h === undefined || min === undefined || s === undefined || min > 59 || s > 59) return null;
	return ((h * 60 + min) * 60 + s) * 1000;
}
