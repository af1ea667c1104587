import { startRacers } from './support/racers';
import { unique } from './support/api';
import { actAs, expect, expectAccessible, show, test } from './support/test';

test('a race from its creation to the podium', async ({ page, browser, api, baseURL }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	await actAs(page.context(), organizer);
	const name = unique('Evening race');

	await page.goto('/race/new');
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByRole('radio', { name: /^Sprint/ }).check();
	await page.getByRole('radio', { name: /^I only organize/ }).check();
	await page.getByRole('radio', { name: /^Open/ }).check();
	await page.getByRole('button', { name: 'Create race' }).click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	const race = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	const racers = startRacers(baseURL ?? '', race, 3, 300);
	const spectators = await browser.newContext({ baseURL, viewport: page.viewportSize() });
	try {
		const watcher = await spectators.newPage();
		await watcher.goto('/');
		await watcher.getByRole('link', { name }).click();
		await expect(watcher.getByRole('heading', { level: 1, name })).toBeVisible();
		await expect(watcher.getByText('Upcoming', { exact: true })).toBeVisible();
		const lobby = watcher.getByRole('list', { name: /^Racers/ }).getByRole('listitem');
		await expect(lobby, racers.output()).toHaveCount(3, { timeout: 30_000 });

		await page.getByRole('link', { name: 'Manage', exact: true }).click();
		await page.getByRole('button', { name: 'Release seed packs' }).click();
		await expect(page.getByText('Released', { exact: true })).toBeVisible();
		await expect(lobby.filter({ hasText: 'Ready' }), racers.output()).toHaveCount(3, {
			timeout: 30_000
		});
		await page.getByRole('radio', { name: '5 s', exact: true }).check();
		await page.getByRole('button', { name: 'Start the race' }).click();
		await expect(watcher.getByRole('timer', { name: 'Countdown to the start' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Cancel the countdown' })).toBeVisible();
		await expect(watcher.getByText('Live', { exact: true }).first()).toBeVisible();

		const rows = watcher.getByRole('list', { name: 'Standings' }).getByRole('listitem');
		await expect(rows).toHaveCount(3);
		const layers = () =>
			rows.evaluateAll((items) =>
				items.map((item) => /layer\s(\d+)\//.exec(item.textContent ?? '')?.[1])
			);
		await expect.poll(async () => Math.max(...(await layers()).map(Number))).toBeGreaterThan(2);
		await show(watcher, 'Map');
		await expect(watcher.locator('[data-player]').first()).toBeVisible();
		await expectAccessible(watcher);
		await show(watcher, 'Standings');

		const podium = watcher.getByRole('region', { name: 'Podium' });
		await expect(podium).toBeVisible({ timeout: 90_000 });
		await expect(podium.getByText('1st')).toBeVisible();
		await expect(watcher.getByText('Finished', { exact: true }).first()).toBeVisible();
		await expectAccessible(watcher);

		const winner = await podium.getByRole('listitem').filter({ hasText: '1st' }).textContent();
		const best = (await api.read(race)).participants
			.filter(({ status }) => status === 'finished')
			.sort((a, b) => a.igt_ms - b.igt_ms)[0];
		expect(winner).toContain(best?.user.twitch_display_name ?? best?.user.twitch_username ?? '–');
	} finally {
		racers.stop();
		await spectators.close();
	}
});
