import { unique } from './support/api';
import { playableSeed } from './support/seed';
import { actAs, expect, expectAccessible, openAccountMenu, test } from './support/test';

for (const colorScheme of ['dark', 'light'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme });

		test("the pages of one's own are accessible", async ({ page, api }) => {
			const organizer = await api.signIn(unique('organizer'), 'organizer');
			const race = await api.openRace(organizer, { organizer_participates: true });
			await actAs(page.context(), organizer);
			await page.goto('/dashboard');
			await expect(page.getByRole('link', { name: race.name }).first()).toBeVisible();
			await expectAccessible(page);
			await page.goto(`/user/${organizer.login}`);
			await expect(page.getByRole('link', { name: race.name }).first()).toBeVisible();
			await expectAccessible(page);
			await page.goto('/settings');
			await expect(page.getByText('This browser')).toBeVisible();
			await expectAccessible(page);
			await page.goto('/training');
			await expect(page.getByText('Your runs will appear here.')).toBeVisible();
			await expectAccessible(page);
		});

		test('the pages of an admin are accessible', async ({ page, api }) => {
			const admin = await api.signIn(unique('admin'), 'admin');
			await actAs(page.context(), admin);
			await page.goto('/admin');
			await expect(page.getByRole('link', { name: admin.login }).first()).toBeVisible();
			await expectAccessible(page);
			await page.goto('/admin/seeds');
			await expect(page.getByRole('heading', { name: 'sprint', exact: true })).toBeVisible();
			await expectAccessible(page);
			await page.goto('/admin/activity');
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectAccessible(page);
		});
	});
}

test('whoever is not signed in signs in first, and whoever is no admin stays out', async ({
	page,
	api
}) => {
	await page.goto('/settings');
	await expect(page).toHaveURL('/sign-in?next=%2Fsettings');
	await actAs(page.context(), await api.signIn(unique('racer'), 'user'));
	await page.goto('/admin');
	await expect(page.getByText('403')).toBeVisible();
	await page.goto(`/user/${unique('nobody')}`);
	await expect(page.getByText('There is nobody by that name here.')).toBeVisible();
});

test('the language is chosen once and stays', async ({ page, api, browser, baseURL }) => {
	const racer = await api.signIn(unique('racer'), 'user');
	await actAs(page.context(), racer);
	await page.goto('/settings');
	await page.getByRole('radio', { name: 'Français' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible();
	await expectAccessible(page);

	// On another device the account brings its language with it.
	const elsewhere = await browser.newContext({ baseURL });
	try {
		await actAs(elsewhere, racer);
		const other = await elsewhere.newPage();
		await other.goto('/races');
		await expect(other.getByRole('heading', { level: 1, name: 'Courses' })).toBeVisible();
	} finally {
		await elsewhere.close();
	}
});

test('a French browser is spoken to in French', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ baseURL, locale: 'fr-CA' });
	try {
		const page = await context.newPage();
		await page.goto('/help');
		await expect(page.getByRole('heading', { level: 1, name: 'Aide' })).toBeVisible();
	} finally {
		await context.close();
	}
});

test('settings are saved, and other sessions end', async ({ page, api }) => {
	const login = unique('racer');
	await api.signIn(login, 'user');
	await actAs(page.context(), await api.signIn(login, 'user'));
	await page.goto('/settings');
	await page.getByLabel('Font size, in pixels').fill('30');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.getByRole('button', { name: /^End the session/ }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0);
	await page.reload();
	await expect(page.getByLabel('Font size, in pixels')).toHaveValue('30');
});

test('people are found by the beginning of their name', async ({ page, api }) => {
	const sought = await api.signIn(unique('sought'), 'user');
	await actAs(page.context(), await api.signIn(unique('racer'), 'user'));
	await page.goto('/races');
	if ((page.viewportSize()?.width ?? 0) <= 1024) await openAccountMenu(page);
	const field = page.getByRole('combobox', { name: 'Find a player' });
	await field.fill(sought.login);
	await expect(page.getByRole('option', { name: sought.login })).toBeVisible();
	await field.press('ArrowDown');
	await field.press('Enter');
	await expect(page).toHaveURL(`/user/${sought.login}`);
	await expect(page.getByRole('heading', { level: 1, name: sought.login })).toBeVisible();
});

test('an admin gives a role', async ({ page, api }) => {
	const racer = await api.signIn(unique('racer'), 'user');
	await actAs(page.context(), await api.signIn(unique('admin'), 'admin'));
	await page.goto('/admin');
	await page.getByLabel('Name', { exact: true }).fill(racer.login);
	const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
	await page.getByLabel(`Role of ${racer.login}`).selectOption('organizer');
	expect((await saved).status()).toBe(200);
	await page.reload();
	await page.getByLabel('Name', { exact: true }).fill(racer.login);
	await expect(page.getByLabel(`Role of ${racer.login}`)).toHaveValue('organizer');
	await page.getByRole('link', { name: 'Seeds', exact: true }).click();
	await page.getByRole('button', { name: 'Scan sprint for new seeds' }).click();
	await expect(page.getByText('sprint: 0 new seeds.')).toBeVisible();
});

test('races are found by name, and winners can stay hidden', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	const other = await api.openRace(organizer);
	await page.goto('/races');
	await expect(page.getByRole('link', { name: race.name })).toBeVisible();
	await page.getByLabel('Name or person').fill(race.name);
	await expect(page.getByRole('link', { name: other.name })).toBeHidden();
	await expect(page.getByRole('link', { name: race.name })).toBeVisible();
	await page.getByRole('checkbox', { name: 'Hide winners' }).check();
	await page.reload();
	await expect(page.getByRole('checkbox', { name: 'Hide winners' })).toBeChecked();
});

test('a solo run is started, seen by others and gets its pack', async ({ page, api, browser }) => {
	await actAs(page.context(), await api.signIn(unique('racer'), 'user'));
	await page.goto('/training');
	await page.getByRole('checkbox', { name: /^Slow run/ }).check();
	await page.getByRole('button', { name: 'Start' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Sprint' })).toBeVisible();
	await expect(page.getByText('Slow run')).toBeVisible();
	await expectAccessible(page);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download the pack' }).click();
	expect((await download).suggestedFilename()).toMatch(/^speedfog_training_.*\.zip$/);

	const stranger = await browser.newContext();
	try {
		const other = await stranger.newPage();
		await other.goto(page.url());
		await expect(other.getByRole('heading', { level: 1, name: 'Sprint' })).toBeVisible();
		await expect(other.getByRole('button', { name: 'Download the pack' })).toBeHidden();
	} finally {
		await stranger.close();
	}
	await page.goto('/training');
	await page.getByRole('link', { name: 'Go on' }).click();
	await page.getByRole('button', { name: 'Give the run up' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Give the run up' }).click();
	await expect(page.getByText('Given up')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Against the ghosts' })).toBeVisible();
});

test('the next race is like the last one', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	await api.openRace(organizer, { name: 'Cup, round 1', is_public: false, max_participants: 12 });
	await actAs(page.context(), organizer);
	await page.goto('/race/new');
	await page.getByRole('button', { name: 'Again like last time' }).click();
	await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Cup, round 2');
	await expect(page.getByRole('radio', { name: /^Private/ })).toBeChecked();
	await expect(page.getByLabel('Places')).toHaveValue('12');
	await page.getByRole('button', { name: /^Tomorrow/ }).click();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Create race' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Cup, round 2' })).toBeVisible();
});

test('an organizer edits the race and names helpers', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const helper = await api.signIn(unique('helper'), 'user');
	const race = await api.openRace(organizer);
	await actAs(page.context(), organizer);
	await page.goto(`/race/${race.id}/manage`);
	await page.getByLabel('Name', { exact: true }).fill(`${race.name} again`);
	await page.getByRole('radio', { name: 'Racers see everything' }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: `${race.name} again` })).toBeVisible();

	const field = page.getByRole('combobox', { name: 'Add a co-organizer' });
	await field.fill(helper.login);
	await page.getByRole('option', { name: helper.login }).click();
	await expect(page.getByRole('list', { name: 'Co-organizers' })).toContainText(helper.login);
	await expectAccessible(page);
});

test('an admin is told why a file is no seed', async ({ page, api }) => {
	await actAs(page.context(), await api.signIn(unique('admin'), 'admin'));
	await page.goto('/admin/seeds');
	const choosing = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Upload seeds to sprint', exact: true }).click();
	await (
		await choosing
	).setFiles({ name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('sun') });
	const uploads = page.getByRole('region', { name: 'Uploads' });
	await expect(uploads.getByText('Not added')).toBeVisible();
	await expect(uploads.getByText(/not a complete zip archive/)).toBeVisible();
	await expectAccessible(page);
	await uploads.getByRole('button', { name: 'Clear what is over' }).click();
	await expect(uploads).toBeHidden();
});

test('an admin adds a seed, and hears of one that is there already', async ({ page, api }) => {
	await actAs(page.context(), await api.signIn(unique('admin'), 'admin'));
	await page.goto('/admin/seeds');
	// Of a pool that no other test draws from.
	const seed = {
		name: `${unique('seed')}.zip`,
		mimeType: 'application/zip',
		buffer: playableSeed()
	};
	const uploads = page.getByRole('region', { name: 'Uploads' });
	for (const outcome of ['Added', 'Not added']) {
		const choosing = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: 'Upload seeds to boss_shuffle', exact: true }).click();
		await (await choosing).setFiles(seed);
		await expect(uploads.getByText(outcome, { exact: true })).toBeVisible();
	}
	await expectAccessible(page);
});
