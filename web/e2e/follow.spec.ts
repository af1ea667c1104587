import type { Page } from '@playwright/test';
import { unique } from './support/api';
import { runningRace } from './support/running';
import { expect, show, test } from './support/test';

interface Line {
	url: URL;
	heard: string[];
	cut: () => Promise<void>;
}

/** Every line to a race that the page opens, and what it hears. */
async function listen(page: Page): Promise<Line[]> {
	const lines: Line[] = [];
	await page.routeWebSocket(/\/ws\/race\//, (line) => {
		const server = line.connectToServer();
		const heard: string[] = [];
		server.onMessage((text) => {
			heard.push((JSON.parse(String(text)) as { type: string }).type);
			line.send(text);
		});
		const cut = async () => {
			await server.close();
			await line.close({ code: 1001 });
		};
		lines.push({ url: new URL(line.url()), heard, cut });
	});
	return lines;
}

test('a page follows by ticks, fetches the map once, and goes on after a break', async ({
	page,
	api,
	baseURL
}) => {
	const lines = await listen(page);
	const maps: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/graph/')) maps.push(request.url());
	});

	const { racers } = await runningRace(api, baseURL ?? '', 120, (id) => page.goto(`/race/${id}`));
	try {
		const ticks = (line: Line | undefined) => line?.heard.filter((type) => type === 'tick').length;
		await expect.poll(() => ticks(lines[0])).toBeGreaterThan(20);
		expect(lines[0]?.heard.filter((type) => type.endsWith('_update'))).toEqual([]);
		expect(maps).toHaveLength(1);

		await lines[0]?.cut();
		// The clock is answered without waiting for the race.
		const first = () => lines[1]?.heard.find((type) => type !== 'clock');
		await expect.poll(first).toBe('resumed');
		expect(Number(lines[1]?.url.searchParams.get('after'))).toBeGreaterThan(20);
		await expect(page.getByRole('region', { name: 'Podium' }), racers.output()).toBeVisible({
			timeout: 90_000
		});
		expect(ticks(lines[1])).toBeGreaterThan(0);
		expect(maps).toHaveLength(1);
	} finally {
		racers.stop();
	}
});

test('a map that cannot be fetched comes over the line', async ({ page, api }) => {
	const lines = await listen(page);
	await page.route('**/graph/**', (route) => route.abort());
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	await api.join(await api.signIn(unique('racer'), 'user'), race.id);
	await api.join(await api.signIn(unique('rival'), 'user'), race.id);
	await api.release(organizer, race.id);
	await api.start(organizer, race.id, 0);
	await page.goto(`/race/${race.id}`);
	await show(page, 'Map');
	await expect(page.locator('[data-node]').first()).toHaveAccessibleName(/^Chapel of Anticipation/);
	expect(lines.map(({ url }) => url.searchParams.get('ticks'))).toEqual(['1', null]);
});
