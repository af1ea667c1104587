import { describe, expect, test } from 'vitest';
import { fittingLayout, overlayPath, readOptions, sources } from './options';

const read = (query: string) => readOptions(new URLSearchParams(query));

describe('options', () => {
	test.each([
		['', { lines: 10, layers: null, delay: 0, scale: 1, theme: 'dark', gaps: true, deaths: true }],
		['lines=3', { lines: 3 }],
		['lines=', { lines: null }],
		['lines=none', { lines: 10 }],
		['lines=-2', { lines: 10 }],
		['lines=5000', { lines: 100 }],
		['maxLayers=8', { layers: null }],
		['follow=true', { layers: 5 }],
		['follow=true&maxLayers=8', { layers: 8 }],
		['follow=true&maxLayers=1', { layers: 5 }],
		['delay=90', { delay: 90_000 }],
		['delay=99999', { delay: 1_800_000 }],
		['delay=soon', { delay: 0 }],
		['player=%20Ann%20&against=', { player: 'ann', against: null }],
		[
			'scale=150&theme=light&gap=off&deaths=off',
			{ scale: 1.5, theme: 'light', gaps: false, deaths: false }
		],
		['', { names: true, igt: false, live: false, all: false, locale: null }],
		['all=on', { all: true }],
		['names=off&igt=on&live=on&locale=fr', { names: false, igt: true, live: true, locale: 'fr' }],
		['locale=xx', { locale: null }]
	])('%s', (query, options) => {
		expect(read(query)).toMatchObject(options);
	});

	test.each(sources)('an address of %s says what it was made from', (source) => {
		const query =
			'lines=4&follow=true&maxLayers=7&player=ann&against=bob&delay=60&scale=120&gap=off&theme=light&deaths=off&names=off&igt=on&live=on&all=on&locale=fr';
		const path = overlayPath('id', source, read(query));
		const again = new URL(path, 'http://x');
		expect(again.pathname).toBe(`/overlay/race/id/${source}`);
		expect(overlayPath('id', source, readOptions(again.searchParams))).toBe(path);
		expect(overlayPath('id', source, read(''))).toBe(`/overlay/race/id/${source}`);
	});
});

test('the whole map takes the least room that holds it', () => {
	// Ten thousand square pixels in rows of 100.
	const lay = ({ width }: { width: number }) => ({ width, height: 100 * Math.ceil(4000 / width) });
	expect(fittingLayout(lay, 1000, 500)).toEqual({ width: 1000, height: 400 });
	const { width, height } = fittingLayout(lay, 500, 250);
	expect(height / width).toBeLessThanOrEqual(0.5);
	expect(fittingLayout(() => ({ width: 1, height: 9999 }), 5, 5).height).toBe(9999);
});
