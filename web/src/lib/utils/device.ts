/** What a `User-Agent` says, in the two words people know: browser and system. */

const browsers: [RegExp, string][] = [
	[/\bEdg\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bFirefox\//, 'Firefox'],
	[/\bOBS\//, 'OBS'],
	[/\b(HeadlessChrome|Chrome|Chromium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];

// Phones name the system they descend from too, so they come first.
const systems: [RegExp, string][] = [
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/Linux/, 'Linux']
];

const first = (table: [RegExp, string][], text: string): string | null =>
	table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Null where nothing is recognized. */
export function deviceOf(
	userAgent: string | null
): { browser: string; system: string | null } | null {
	if (userAgent === null) return null;
	const browser = first(browsers, userAgent);
	return browser === null ? null : { browser, system: first(systems, userAgent) };
}
