import { unique } from './support/api';
import { runningRace } from './support/running';
import { expect, expectAccessible, show, test } from './support/test';

test('a race is watched late, replayed without its result, and kept in numbers', async ({
	page,
	api,
	baseURL
}) => {
	const { race, racers } = await runningRace(api, baseURL ?? '', 300, (id) =>
		page.goto(`/race/${id}`)
	);
	const phone = test.info().project.name === 'phone';
	const first = page.getByRole('region', { name: 'First places' });
	try {
		await expect(page.getByRole('list', { name: 'Standings' })).toBeVisible();

		// Back to the start of a running race, and to the present again.
		await show(page, 'Map');
		const seek = page.getByRole('slider', { name: 'Moment of the race' });
		await expect(seek).toBeVisible();
		await page.getByRole('button', { name: 'Previous event' }).click();
		const live = page.getByRole('button', { name: 'Live', exact: true });
		await expect(live).toBeEnabled();
		await live.click();
		await expect(live).toBeDisabled();

		// An overlay is see-through and needs nobody to sign in.
		const overlay = await page.context().newPage();
		await overlay.goto(`/overlay/race/${race}/leaderboard?lines=2`);
		await expect(overlay.getByRole('listitem')).toHaveCount(2);
		const ground = await overlay.evaluate(() => getComputedStyle(document.body).backgroundColor);
		expect(ground).toBe('rgba(0, 0, 0, 0)');
		// Its theme is its own, whatever the browser of the stream prefers.
		const ink = async (theme: 'dark' | 'light') => {
			await overlay.goto(`/overlay/race/${race}/leaderboard?theme=${theme}`);
			return overlay
				.getByRole('listitem')
				.first()
				.evaluate((row) => getComputedStyle(row).color);
		};
		const [onDark, onLight] = [await ink('dark'), await ink('light')];
		expect(onDark).not.toBe(onLight);
		for (const colorScheme of ['dark', 'light'] as const) {
			await overlay.emulateMedia({ colorScheme });
			expect([await ink('dark'), await ink('light')]).toEqual([onDark, onLight]);
		}
		await overlay.goto(`/overlay/race/${race}/dag?follow=true&maxLayers=4`);
		await expect(overlay.locator('[data-player]').first()).toBeVisible();
		// One line of the same height, whatever happens.
		await overlay.goto(`/overlay/race/${race}/ticker?all=on`);
		const ticker = overlay.getByRole('list', { name: 'What happened' });
		await expect(ticker.getByText(/ reaches /).first()).toBeVisible();
		await expect(ticker).toHaveCSS('height', '54px');
		expect(await ticker.getByRole('listitem').count()).toBeLessThanOrEqual(12);
		await overlay.goto(`/overlay/race/${race}/ticker?names=off`);
		await expect(ticker.getByText(/^[\d:]+\s+\S{1,2} takes the lead/).first()).toBeVisible();
		await overlay.close();

		await expect(page.getByRole('button', { name: 'Statistics' })).toBeVisible({ timeout: 90_000 });
	} finally {
		racers.stop();
	}

	// The link without the result tells nothing until the end of the replay.
	await page.goto(`/race/${race}?replay=safe`);
	const result = page.getByText('The result stays hidden until the replay has ended.');
	await expect(result).toBeVisible();
	await expect(page.getByRole('region', { name: 'Podium' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Statistics' })).toBeHidden();
	await show(page, 'Map');
	const slider = page.getByRole('slider', { name: 'Moment of the race' });
	await slider.press('ArrowRight');
	await expect(slider).not.toHaveAttribute('aria-valuetext', /^0:00 /);
	if (phone) await expect(first).toContainText('leads');
	await expectAccessible(page);
	await slider.evaluate((input: HTMLInputElement) => {
		input.value = input.max;
		input.dispatchEvent(new Event('input', { bubbles: true }));
	});
	await expect(result).toBeHidden();
	if (phone) await expect(first).toContainText('winner');

	await page.getByRole('button', { name: 'Statistics' }).click();
	await expect(page.getByRole('img', { name: 'Layer over time' })).toBeVisible();
	await expect(page.getByRole('table')).toBeVisible();
	await expectAccessible(page);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Results as CSV' }).click();
	expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('somebody builds an overlay and sees what it will look like', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	await page.goto(`/race/${race.id}/overlays`);
	const address = page.getByLabel('Address');
	await expect(address).toHaveValue(new RegExp(`/overlay/race/${race.id}/leaderboard$`));
	const rows = page.getByLabel('Rows (empty for all)');
	await rows.fill('5');
	const board = page.frameLocator('iframe');
	await expect.poll(() => board.locator('html').evaluate(() => location.search)).toBe('?lines=5');
	await expect(board.getByRole('list', { name: 'Standings' })).toBeAttached();
	await expect(rows).toBeFocused();
	await page.getByLabel('Delay in seconds').fill('90');
	await expect(address).toHaveValue(/lines=5&delay=90$/);
	await page.getByRole('radio', { name: 'Map' }).check();
	await page.getByLabel('Follow the race').check();
	await expect(address).toHaveValue(/dag\?follow=true&maxLayers=5&delay=90$/);
	const preview = page.frameLocator('iframe');
	await expect(preview.getByRole('group', { name: /^Map of/ })).toBeVisible();
	await page.getByRole('radio', { name: 'What happens, in one line' }).check();
	await page.getByLabel('Every zone and death').check();
	await expect(address).toHaveValue(/ticker\?delay=90&all=on$/);
	// Before the start the line holds its place with the name of the race.
	await expect(preview.getByText(race.name)).toBeVisible();
	await expectAccessible(page);
	await page.goto(`/race/${race.id}/cast`);
	await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
	await expectAccessible(page);
});
