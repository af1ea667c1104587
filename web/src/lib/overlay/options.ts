/** What the address of an overlay can ask for. Whatever makes no sense counts as not said. */
import { locales, type Locale } from '$lib/i18n/language.svelte';
import { readDelay } from '$lib/replay/delay.svelte';

export const sources = ['leaderboard', 'dag', 'player', 'versus', 'countdown', 'ticker'] as const;
export type Source = (typeof sources)[number];

/** Widths and heights that a source is made for, in CSS pixels. */
export const sizes: Record<Source, [width: number, height: number]> = {
	leaderboard: [400, 800],
	dag: [800, 600],
	player: [420, 120],
	versus: [720, 150],
	countdown: [480, 160],
	ticker: [1280, 56]
};

export interface OverlayOptions {
	/** Rows of the leaderboard; null for everybody. */
	lines: number | null;
	/** The map follows the race and shows this many layers; null for the whole map. */
	layers: number | null;
	/** Behind the race by so much, in ms. */
	delay: number;
	/** Logins: the racer of a card, or the two of a duel. */
	player: string | null;
	against: string | null;
	/** Size of writing, 1 is as designed. */
	scale: number;
	theme: 'dark' | 'light';
	gaps: boolean;
	deaths: boolean;
	/** Names of racers, on the map those of places. */
	names: boolean;
	/** In-game times beside the progress. */
	igt: boolean;
	/** The ticker tells every zone and death, too. */
	all: boolean;
	/** A badge for those who stream. */
	live: boolean;
	/** The language asked for; null for the browser's. */
	locale: Locale | null;
}

const defaults = { lines: 10, layers: 5 };

export function readOptions(query: URLSearchParams): OverlayOptions {
	const follow = query.get('follow') === 'true';
	return {
		lines: query.get('lines') === '' ? null : whole(query.get('lines'), 1, 100, defaults.lines),
		layers: follow ? whole(query.get('maxLayers'), 3, 40, defaults.layers) : null,
		delay: readDelay(query.get('delay')),
		player: login(query.get('player')),
		against: login(query.get('against')),
		scale: whole(query.get('scale'), 50, 300, 100) / 100,
		theme: query.get('theme') === 'light' ? 'light' : 'dark',
		gaps: query.get('gap') !== 'off',
		deaths: query.get('deaths') !== 'off',
		names: query.get('names') !== 'off',
		igt: query.get('igt') === 'on',
		all: query.get('all') === 'on',
		live: query.get('live') === 'on',
		locale: locales.find((locale) => locale === query.get('locale')) ?? null
	};
}

function whole(text: string | null, least: number, most: number, otherwise: number): number {
	const value = Number(text);
	return text === null || text === '' || !Number.isInteger(value) || value < least
		? otherwise
		: Math.min(value, most);
}

const login = (text: string | null): string | null => text?.trim().toLowerCase() || null;

/** The address of a source with these options; what is as usual is left out. */
export function overlayPath(race: string, source: Source, options: OverlayOptions): string {
	const query = new URLSearchParams();
	const add = (key: string, value: string | null) => value !== null && query.set(key, value);
	if (source === 'leaderboard' && options.lines !== defaults.lines) {
		add('lines', options.lines === null ? '' : String(options.lines));
	}
	if (source === 'dag' && options.layers !== null) {
		add('follow', 'true');
		add('maxLayers', String(options.layers));
	}
	if (source === 'player' || source === 'versus') add('player', options.player);
	if (source === 'versus') add('against', options.against);
	if (options.delay > 0) add('delay', String(options.delay / 1000));
	if (options.scale !== 1) add('scale', String(Math.round(options.scale * 100)));
	if (options.theme === 'light') add('theme', 'light');
	if (!options.gaps) add('gap', 'off');
	if (!options.deaths) add('deaths', 'off');
	if (!options.names) add('names', 'off');
	if (options.igt) add('igt', 'on');
	if (options.live) add('live', 'on');
	if (source === 'ticker' && options.all) add('all', 'on');
	add('locale', options.locale);
	const text = query.toString();
	return `/overlay/race/${race}/${source}${text === '' ? '' : `?${text}`}`;
}

/** How much larger than the source the whole map may be drawn before it is scaled to fit. */
const largest = 2.4;

/**
 * The layout that is the least scaled down when all of it has to be seen: more room makes for fewer
 * rows, which a wide source holds better than many short ones.
 */
export function fittingLayout<L extends { width: number; height: number }>(
	lay: (space: { width: number; height: number }) => L,
	width: number,
	height: number
): L {
	for (let factor = 1; factor < largest; factor += 0.1) {
		const layout = lay({ width: width * factor, height: height * factor });
		if (layout.height <= height * factor) return layout;
	}
	return lay({ width: width * largest, height: height * largest });
}
