/** Pages that stay open while everything around them fails. */
import type { Page } from '@playwright/test';
import { Api } from './support/api';
import type { Racers } from './support/racers';
import { runningRace } from './support/running';
import { OwnServer } from './support/server';
import { expect, show, test } from './support/test';

/** The layers that the standings tell, added up. */
const progress = (page: Page) =>
	page
		.getByRole('list', { name: 'Standings' })
		.getByRole('listitem')
		.evaluateAll((rows) =>
			rows.reduce((sum, row) => sum + Number(/(\d+)\/\d+/.exec(row.textContent ?? '')?.[1] ?? 0), 0)
		);

const elapsed = (page: Page) => page.getByRole('timer', { name: 'Time since the start' });

/** What the page's clock says, in seconds. */
async function secondsOf(page: Page): Promise<number> {
	const [hours = 0, minutes = 0, seconds = 0] = (await elapsed(page).innerText())
		.split(':')
		.map(Number);
	return hours * 3600 + minutes * 60 + seconds;
}

const chip = (page: Page) => page.getByTitle(/^Time since the last message/);

/** What the chip says about the age of the last message, in seconds. */
const age = async (page: Page) => Number(/(\d+) s/.exec(await chip(page).innerText())?.[1]);

test('a server that dies in the middle of a race and comes back', async ({
	browser,
	playwright
}) => {
	test.setTimeout(240_000);
	const server = await OwnServer.start();
	const request = await playwright.request.newContext({ baseURL: server.address });
	const context = await browser.newContext({ baseURL: server.address });
	const faults: string[] = [];
	let racers: Racers | null = null;
	try {
		const running = await runningRace(new Api(request), server.address, 60);
		racers = running.racers;
		const page = await context.newPage();
		page.on('pageerror', ({ message }) => faults.push(message));
		await page.goto(`/race/${running.race}`);
		const overlay = await context.newPage();
		overlay.on('pageerror', ({ message }) => faults.push(message));
		await overlay.goto(`/overlay/race/${running.race}/leaderboard`);
		await page.getByRole('checkbox', { name: 'Every zone and death' }).check();
		await expect.poll(() => progress(page)).toBeGreaterThan(4);
		await page.evaluate(() => (document.body.dataset.opened = 'before the crash'));

		await server.crash();
		await expect(chip(page)).toContainText('Reconnecting');
		// Nothing is heard any more, so the clock stands.
		await expect.poll(() => age(page)).toBeGreaterThanOrEqual(2);
		const stood = await elapsed(page).innerText();
		const before = await progress(page);
		await expect.poll(() => age(page)).toBeGreaterThanOrEqual(4);
		expect(await elapsed(page).innerText()).toBe(stood);
		// An overlay says nothing of it on stream.
		await expect(overlay.getByRole('listitem')).toHaveCount(3);

		await server.begin();
		await expect(chip(page)).toContainText('Connected', { timeout: 45_000 });
		await expect.poll(() => progress(page), { timeout: 60_000 }).toBeGreaterThan(before);
		await expect.poll(() => progress(overlay), { timeout: 60_000 }).toBeGreaterThan(before);
		await expect(page.locator('body')).toHaveAttribute('data-opened', 'before the crash');

		// The story goes on where it was: everything once.
		const told = await page
			.getByRole('list', { name: 'What happened' })
			.getByRole('listitem')
			.allInnerTexts();
		expect(told.length).toBeGreaterThan(3);
		const entered = told.filter((line) => /reaches|enters/.test(line));
		expect(new Set(entered).size).toBe(entered.length);
		expect(faults).toEqual([]);
	} finally {
		racers?.stop();
		await context.close();
		await request.dispose();
		await server.remove();
	}
});

test('a laptop that slept, and whose clock was set meanwhile', async ({ page, api, baseURL }) => {
	const { race, racers } = await runningRace(api, baseURL ?? '', 20);
	try {
		const startedAt = Date.parse((await api.read(race)).started_at ?? '');
		await page.clock.install();
		await page.goto(`/race/${race}`);
		await expect(chip(page)).toContainText('Connected');
		await expect(page.getByRole('list', { name: 'Standings' })).toBeVisible();
		const sockets: string[] = [];
		page.on('websocket', (socket) => sockets.push(socket.url()));

		// Ten minutes pass at once for the page, while the server has lived through a moment.
		await page.clock.fastForward('10:00');
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect.poll(() => sockets.length).toBeGreaterThan(0);
		await expect(chip(page)).toContainText('Connected');
		const off = async () => Math.abs((await secondsOf(page)) - (Date.now() - startedAt) / 1000);
		await expect.poll(off).toBeLessThan(4);
		const before = await progress(page);
		await expect.poll(() => progress(page), { timeout: 60_000 }).toBeGreaterThan(before);
	} finally {
		racers.stop();
	}
});

test('a slow line shows the race all the same', async ({ page, api, baseURL, context }) => {
	const { race, racers } = await runningRace(api, baseURL ?? '', 20);
	try {
		const line = await context.newCDPSession(page);
		await line.send('Network.enable');
		// A phone at the edge of its network.
		await line.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: 600,
			downloadThroughput: (400 * 1024) / 8,
			uploadThroughput: (150 * 1024) / 8
		});
		await page.goto(`/race/${race}`, { waitUntil: 'commit' });
		const rows = page.getByRole('list', { name: 'Standings' }).getByRole('listitem');
		await expect(rows).toHaveCount(3, { timeout: 60_000 });
		await show(page, 'Map');
		await expect(page.locator('[data-player]').first()).toBeVisible();
		await show(page, 'Standings');
		const before = await progress(page);
		await expect.poll(() => progress(page), { timeout: 60_000 }).toBeGreaterThan(before);

		// A line that is cut and comes back: what was known stays, and what is new comes by itself.
		await context.setOffline(true);
		await expect(chip(page)).toContainText('Offline');
		await expect(rows).toHaveCount(3);
		await context.setOffline(false);
		await expect(chip(page)).toContainText('Connected', { timeout: 45_000 });
		const after = await progress(page);
		await expect.poll(() => progress(page), { timeout: 60_000 }).toBeGreaterThan(after);
	} finally {
		racers.stop();
	}
});
