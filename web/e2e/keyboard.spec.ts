/** The main ways through the site without a mouse, on a desktop. */
import type { Locator, Page } from '@playwright/test';
import { startRacers } from './support/racers';
import { unique } from './support/api';
import { actAs, expect, test } from './support/test';

test.skip(({ isMobile }) => isMobile, 'a phone has no Tab key');

/** Presses Tab until `target` has the focus, and sees that it can be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await expect(target).toBeVisible();
	const there = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 150 && !(await there()); presses += 1) {
		await page.keyboard.press(key);
	}
	await expect(target).toBeFocused();
	const ring = await target.evaluate((element) => {
		const { outlineStyle, boxShadow } = getComputedStyle(element);
		const { outlineStyle: around } = getComputedStyle(element, '::after');
		const frame = getComputedStyle(element.parentElement ?? element).outlineStyle;
		const shape = getComputedStyle(element.querySelector('path, rect, circle') ?? element);
		return (
			[outlineStyle, around, frame].some((style) => style !== 'none') ||
			boxShadow !== 'none' ||
			shape.stroke !== 'none'
		);
	});
	expect(ring, 'the focus can be seen').toBe(true);
}

test('a race is created, joined, watched and replayed with keys alone', async ({
	page,
	browser,
	api,
	baseURL
}) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	await actAs(page.context(), organizer);
	const name = unique('Without a mouse');
	await page.goto('/');

	// Past the navigation, and to the page of a new race.
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('#content')).toBeFocused();
	await tabTo(page, page.getByRole('link', { name: 'Organize a race' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'New race' })).toBeVisible();
	await tabTo(page, page.getByLabel('Name', { exact: true }));
	await page.keyboard.type(name);
	await tabTo(page, page.getByRole('radio', { name: /^I race too/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('radio', { name: /^I only organize/ })).toBeChecked();
	await tabTo(page, page.getByRole('radio', { name: /^By invitation/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('radio', { name: /^Open/ })).toBeChecked();
	await tabTo(page, page.getByRole('button', { name: 'Create race' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	const race = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	// Somebody else joins.
	const context = await browser.newContext({ baseURL, viewport: page.viewportSize() });
	const racers = startRacers(baseURL ?? '', race, 3, 300);
	try {
		const login = unique('racer');
		await actAs(context, await api.signIn(login, 'user'));
		const other = await context.newPage();
		await other.goto(`/race/${race}`);
		await tabTo(other, other.getByRole('button', { name: 'Join this race' }));
		await other.keyboard.press('Enter');
		await expect(other.getByRole('button', { name: 'Leave the race' })).toBeVisible();
		await tabTo(other, other.getByRole('button', { name: 'Leave the race' }));
		await other.keyboard.press(' ');
		await expect(other.getByRole('button', { name: 'Join this race' })).toBeVisible();
		await other.close();

		const ready = async () =>
			(await api.read(race)).participants.filter(({ status }) => status === 'registered').length;
		await expect.poll(ready, { message: racers.output() }).toBe(3);

		// Released and started from the organizer's page, and a question answered with Escape.
		await tabTo(page, page.getByRole('link', { name: 'Manage', exact: true }), 'Shift+Tab');
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: 'Release seed packs' }));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Everybody is ready.')).toBeVisible({ timeout: 30_000 });
		await tabTo(page, page.getByRole('button', { name: 'Delete the race' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('button', { name: 'Delete the race' })).toBeFocused();
		await tabTo(page, page.getByRole('radio', { name: '10 s' }), 'Shift+Tab');
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowLeft');
		await expect(page.getByRole('radio', { name: 'None' })).toBeChecked();
		await tabTo(page, page.getByRole('button', { name: 'Start the race' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: 'End the race now' })).toBeVisible();

		// The map while they race: a racer picked, a place opened and closed.
		await tabTo(page, page.getByRole('link', { name: 'Race page' }), 'Shift+Tab');
		await page.keyboard.press('Enter');
		const rows = page.getByRole('list', { name: 'Standings' }).getByRole('button');
		await expect(rows).toHaveCount(3);
		await tabTo(page, rows.first());
		await page.keyboard.press('Enter');
		await expect(page.getByRole('region', { name: 'Picked' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('region', { name: 'Picked' })).toBeHidden();
		await tabTo(page, page.locator('[data-node][tabindex="0"]'));
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(page.locator('[data-node]:focus')).toHaveAccessibleName(/layer 2\b/);

		// The replay: it runs, stands, jumps and is searched.
		const replay = page.getByRole('button', { name: 'Replay' });
		await expect(replay).toBeVisible({ timeout: 90_000 });
		await tabTo(page, replay, 'Shift+Tab');
		await page.keyboard.press('Enter');
		const seek = page.getByRole('slider', { name: 'Moment of the race' });
		await tabTo(page, page.getByRole('button', { name: 'Pause' }));
		await page.keyboard.press(' ');
		await tabTo(page, page.getByRole('button', { name: 'Next event' }));
		const at = () => seek.getAttribute('aria-valuetext');
		const before = await at();
		await page.keyboard.press('Enter');
		await expect.poll(at).not.toBe(before);
		await tabTo(page, seek);
		await page.keyboard.press('End');
		await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();
	} finally {
		racers.stop();
		await context.close();
	}
});
