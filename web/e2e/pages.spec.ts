import { unique } from './support/api';
import { actAs, expect, expectAccessible, openAccountMenu, show, test } from './support/test';

for (const colorScheme of ['dark', 'light'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme });

		for (const path of [
			'/',
			'/races',
			'/help',
			'/about',
			'/sign-in',
			'/nowhere',
			'/race/not-an-id'
		]) {
			test(`${path} is accessible`, async ({ page }) => {
				await page.goto(path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				await expectAccessible(page);
			});
		}

		test('the pages of a race are accessible', async ({ page, api }) => {
			const organizer = await api.signIn(unique('organizer'), 'organizer');
			const race = await api.openRace(organizer);
			await api.join(await api.signIn(unique('racer'), 'user'), race.id);
			await actAs(page.context(), organizer);
			await page.goto('/race/new');
			await expect(page.getByRole('radio', { name: /^Sprint/ })).toBeChecked();
			await expectAccessible(page);
			await page.goto(`/race/${race.id}/manage`);
			await expect(page.getByRole('heading', { name: 'Seed packs' })).toBeVisible();
			await expectAccessible(page);
			await page.goto(`/race/${race.id}`);
			await expect(page.getByText('Registered')).toBeVisible();
			await expectAccessible(page);
			await show(page, 'Map');
			await page.getByRole('button', { name: /^Chapel of Anticipation/ }).click();
			await expect(page.getByRole('dialog', { name: 'Chapel of Anticipation' })).toBeVisible();
			await expectAccessible(page);
		});
	});
}

test('the map can be walked with the keyboard', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	await actAs(page.context(), organizer);
	await page.goto(`/race/${race.id}`);
	await show(page, 'Map');
	const start = page.getByRole('button', { name: /layer 1\b/ });
	await start.focus();
	const onward = page.viewportSize()?.width === 390 ? 'ArrowDown' : 'ArrowRight';
	await page.keyboard.press(onward);
	await expect(page.locator('[data-node]:focus')).toHaveAccessibleName(/layer 2\b/);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(page.locator('[data-node]:focus')).toHaveAccessibleName(/layer 2\b/);
	await page.getByRole('button', { name: 'Show as list' }).click();
	await expect(page.getByRole('heading', { name: 'Layer 2', exact: true })).toBeVisible();
	// A place in the list opens to its gates, and a gate leads to the place behind it.
	const places = page.locator('summary').filter({ hasText: /\S/ });
	await page.getByText('Chapel of Anticipation').first().click();
	const gate = page.locator('details[open] .go').first();
	const name = (await gate.textContent()) ?? '';
	await gate.press('Enter');
	await expect(places.filter({ hasText: name }).and(page.locator(':focus'))).toBeVisible();
	await expectAccessible(page);
});

test('pages that need somebody lead to signing in and back', async ({ page }) => {
	await page.goto('/race/new');
	await expect(page).toHaveURL('/sign-in?next=%2Frace%2Fnew');
	const login = unique('organizer');
	await page.getByLabel('Name', { exact: true }).fill(login);
	await page.getByRole('radio', { name: /^Organizer/ }).check();
	await page.getByRole('button', { name: `Sign in as ${login}` }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'New race' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'New race' })).toBeVisible();
	await openAccountMenu(page);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a lost connection is said, and comes back by itself', async ({ page, api, context }) => {
	const race = await api.openRace(await api.signIn(unique('organizer'), 'organizer'));
	await page.goto(`/race/${race.id}`);
	await expect(page.getByText('Connected')).toBeVisible();
	await context.setOffline(true);
	await expect(page.getByText('Offline')).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByText('Connected')).toBeVisible();
});

test('nothing is asked of anybody but the server', async ({ page, baseURL }) => {
	const strangers: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(baseURL ?? '')) strangers.push(request.url());
	});
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.goto('/sign-in');
	await expect(page.getByRole('heading', { name: 'Development sign-in' })).toBeVisible();
	expect(strangers).toEqual([]);
});

test('a race that nobody runs moves, unless motion is not wanted', async ({ page }) => {
	const moving = () =>
		page.evaluate(
			() =>
				document.getAnimations().filter(({ playState, effect }) => {
					const target = effect instanceof KeyframeEffect ? effect.target : null;
					return playState === 'running' && target?.closest('.show') != null;
				}).length
		);
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	await page.goto('/');
	await expect(page.locator('.show .racer')).toHaveCount(4);
	await expect.poll(moving).toBeGreaterThanOrEqual(8);
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto('/');
	await expect(page.locator('.show .racer')).toHaveCount(4);
	expect(await moving()).toBe(0);
	await expectAccessible(page);
});
