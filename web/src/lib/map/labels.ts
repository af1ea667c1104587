/** Fitting names under nodes. Widths are those of the map's own face, so no browser is needed. */

/** CSS pixels; smaller is not legible. */
export const labelSize = 11;
export const labelLine = 12;

/**
 * Advance widths of ASCII 32–126 in hundredths of an em.
 *
 * # Source
 * Archivo at width 82 % and weight 500, measured in Chromium.
 */
const widths = [
	17, 26, 36, 52, 44, 81, 60, 20, 34, 34, 39, 56, 24, 29, 24, 28, 49, 45, 49, 49, 48, 50, 49, 45,
	49, 49, 27, 27, 56, 56, 56, 50, 84, 58, 59, 61, 62, 56, 50, 66, 62, 24, 48, 58, 47, 74, 62, 66,
	56, 66, 61, 56, 53, 61, 56, 81, 58, 58, 54, 31, 28, 31, 56, 42, 17, 48, 49, 46, 49, 48, 25, 48,
	48, 21, 21, 45, 21, 73, 49, 49, 49, 49, 29, 44, 26, 49, 43, 63, 45, 42, 43, 35, 22, 35, 56
];
/** For every other character; wide enough for accented Latin. */
const otherWidth = 66;

/** Width of a line of label text in CSS pixels. */
export function textWidth(text: string): number {
	let sum = 0;
	for (const character of text) {
		sum += widths[(character.codePointAt(0) ?? 0) - 32] ?? otherWidth;
	}
	return (sum * labelSize) / 100;
}

export interface Label {
	lines: string[];
	/** True when the name did not fit and ends in an ellipsis. */
	cut: boolean;
}

/** Breaks a name into at most `maxLines` lines of at most `maxWidth` pixels. */
export function fitLabel(name: string, maxWidth: number, maxLines: number): Label {
	const lines: string[] = [];
	let rest = name.trim();
	while (rest !== '' && lines.length < maxLines) {
		if (textWidth(rest) <= maxWidth) return { lines: [...lines, rest], cut: false };
		if (lines.length === maxLines - 1) break;
		const space = breakPoint(rest, maxWidth);
		const at = space || splitPoint(rest, maxWidth);
		if (at === 0) break;
		lines.push(space > 0 ? rest.slice(0, at).trimEnd() : `${rest.slice(0, at)}-`);
		rest = rest.slice(at).trimStart();
	}
	if (rest === '') return { lines, cut: false };
	return { lines: [...lines, withEllipsis(rest, maxWidth)], cut: true };
}

/** The last place to break before `maxWidth`: after a space or hyphen; 0 when there is none. */
function breakPoint(text: string, maxWidth: number): number {
	let best = 0;
	for (let at = 1; at < text.length; at += 1) {
		if (textWidth(text.slice(0, at).trimEnd()) > maxWidth) break;
		if (text[at] === ' ' || text[at - 1] === '-') best = at;
	}
	return best;
}

/** Where to split a word that is wider than a line: at least three letters on both sides, else 0. */
function splitPoint(text: string, maxWidth: number): number {
	let at = text.length - 3;
	while (at >= 3 && textWidth(`${text.slice(0, at)}-`) > maxWidth) at -= 1;
	return at >= 3 ? at : 0;
}

function withEllipsis(text: string, maxWidth: number): string {
	let end = text.length;
	while (end > 1 && textWidth(`${text.slice(0, end)}…`) > maxWidth) end -= 1;
	return `${text.slice(0, end).trimEnd()}…`;
}
