/** What spectators, casters and racers do with a race that runs. */
import { runningRace } from './support/running';
import { unique, type Account } from './support/api';
import { actAs, expect, expectAccessible, show, test } from './support/test';

test('somebody takes the role of a caster and gives it back', async ({ page, api }) => {
	const race = await api.openRace(await api.signIn(unique('organizer'), 'organizer'));
	const caster = await api.signIn(unique('caster'), 'user');
	await actAs(page.context(), caster);
	await page.goto(`/race/${race.id}`);
	await page.getByRole('button', { name: 'Cast this race' }).click();
	const casters = page.getByRole('list', { name: 'Casters' });
	await expect(casters.getByRole('link', { name: caster.login, exact: true })).toBeVisible();
	await expect(casters.getByRole('link', { name: `Stream of ${caster.login}` })).toHaveAttribute(
		'href',
		`https://twitch.tv/${caster.login}`
	);
	// Whoever casts a race cannot race in it.
	await expect(page.getByRole('button', { name: 'Join this race' })).toBeHidden();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Stop casting' }).click();
	await expect(page.getByRole('button', { name: 'Join this race' })).toBeVisible();
});

test('a racer who has had enough gives up', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	const racers: Account[] = [];
	for (const name of ['racer', 'rival']) {
		const racer = await api.signIn(unique(name), 'user');
		await api.join(racer, race.id);
		racers.push(racer);
	}
	await api.release(organizer, race.id);
	await api.start(organizer, race.id, 0);
	await actAs(page.context(), racers[0]!);
	await page.goto(`/race/${race.id}`);
	const quit = page.getByRole('button', { name: /^Rage quit/ });
	await quit.click();
	const dialog = page.getByRole('dialog', { name: 'Give up this race?' });
	await dialog.getByRole('button', { name: 'Keep as it is' }).click();
	await expect(dialog).toBeHidden();
	await expect(quit).toBeFocused();
	await quit.press('Enter');
	await dialog.getByRole('button', { name: 'Rage quit' }).click();
	await expect(quit).toBeHidden();
	const row = page.getByRole('list', { name: 'Standings' }).getByRole('listitem');
	await expect(row.filter({ hasText: racers[0]!.login })).toContainText('Gave up');
});

test('two racers are compared while they race, and the race is told', async ({
	page,
	api,
	baseURL
}) => {
	const { racers } = await runningRace(api, baseURL ?? '', 20, (id) => page.goto(`/race/${id}`));
	try {
		const rows = page.getByRole('list', { name: 'Standings' }).getByRole('listitem');
		await expect(rows).toHaveCount(3);

		await expect(page.getByText(/takes the lead/).first()).toBeVisible({ timeout: 60_000 });
		const names = await rows.getByRole('button').allTextContents();
		await rows.getByRole('button', { name: names[0] }).click();
		const picked = page.getByRole('region', { name: 'Picked' });
		await expect(picked.getByRole('link', { name: names[0] })).toBeVisible();
		await picked.getByLabel('Compare with').selectOption({ label: names[1] ?? '' });
		await expect(picked.getByRole('columnheader', { name: names[1] })).toBeVisible();
		await expectAccessible(page);
		await picked.getByRole('button', { name: 'Show everybody' }).click();
		await expect(picked).toBeHidden();

		// Following somebody is for those who see the map.
		await rows.getByRole('button', { name: names[0] }).press('Enter');
		await picked.getByRole('button', { name: 'Follow on the map' }).click();
		await expect(picked.getByRole('button', { pressed: true })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(picked).toBeHidden();
		await show(page, 'Map');

		// Where the map hides the standings, the first of them stand above it.
		const first = page.getByRole('region', { name: 'First places' });
		const phone = test.info().project.name === 'phone';
		await expect(first).toBeVisible({ visible: phone });
		if (phone) {
			await expect(first.getByRole('listitem')).toHaveCount(3);
			await expectAccessible(page);
			await first.getByRole('button', { name: 'All standings' }).click();
			await expect(first).toBeHidden();
			await expect(rows).toHaveCount(3);
			await expect(page.getByRole('region', { name: 'Race details' })).toBeFocused();
		}
	} finally {
		racers.stop();
	}
});
