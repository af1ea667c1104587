import { unique, type Account } from './support/api';
import { actAs, expect, expectAccessible, show, test } from './support/test';

test.describe('before the start', () => {
	let organizer: Account;
	test.beforeEach(async ({ api }) => {
		organizer = await api.signIn(unique('organizer'), 'organizer');
	});

	test('a visitor signs in, joins, gets the pack and leaves', async ({ page, api }) => {
		const race = await api.openRace(organizer);
		const login = unique('racer');
		await page.goto(`/race/${race.id}`);
		await page.getByRole('link', { name: 'Sign in to join' }).click();
		await page.getByLabel('Name', { exact: true }).fill(login);
		await page.getByRole('button', { name: `Sign in as ${login}` }).click();
		await page.getByRole('button', { name: 'Join this race' }).click();
		const lobby = page.getByRole('list', { name: /^Racers/ });
		await expect(lobby.getByText(login)).toBeVisible();
		await expect(page.getByText('Your seed pack appears here')).toBeVisible();
		await expectAccessible(page);

		// Released by the organizer elsewhere: this page hears of it.
		await api.release(organizer, race.id);
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Download your seed pack' }).click();
		const rules = page.getByRole('dialog', { name: 'Rules' });
		await rules.getByRole('button', { name: 'Download' }).click();
		expect((await download).suggestedFilename()).toBe(`speedfog_${login}.zip`);

		await page.getByRole('button', { name: 'Leave the race' }).click();
		await expect(page.getByRole('button', { name: 'Join this race' })).toBeVisible();
		await expect(lobby.getByText(login)).toBeHidden();
	});

	test('the rules stand before the first pack, and not before the next', async ({ page, api }) => {
		const race = await api.openRace(organizer);
		const racer = await api.signIn(unique('racer'), 'user');
		await api.join(racer, race.id);
		await api.release(organizer, race.id);
		await actAs(page.context(), racer);
		await page.goto(`/race/${race.id}`);
		const pack = page.getByRole('button', { name: 'Download your seed pack' });
		const rules = page.getByRole('dialog', { name: 'Rules' });
		const accept = rules.getByRole('button', { name: 'Download' });
		let downloads = 0;
		page.on('download', () => (downloads += 1));

		// Without a yes there is no pack, and the question comes again.
		await pack.click();
		await expect(accept).toBeFocused();
		await expect(rules.getByText('No glitches.')).toBeVisible();
		await expectAccessible(page);
		await page.keyboard.press('Escape');
		await expect(rules).toBeHidden();
		await expect(pack).toBeFocused();
		await pack.press('Enter');
		await rules.getByRole('button', { name: 'Cancel' }).click();
		await expect(rules).toBeHidden();
		expect(downloads).toBe(0);

		await pack.click();
		const first = page.waitForEvent('download');
		await accept.click();
		await first;
		await expect(rules).toBeHidden();

		await page.reload();
		const next = page.waitForEvent('download');
		await pack.click();
		await next;
		await expect(rules).toBeHidden();
	});

	test('somebody who joins elsewhere appears without reloading', async ({ page, api }) => {
		const race = await api.openRace(organizer);
		await page.goto(`/race/${race.id}`);
		await expect(page.getByText('Nobody has entered yet.')).toBeVisible();
		const racer = await api.signIn(unique('racer'), 'user');
		await api.join(racer, race.id);
		await expect(page.getByRole('list', { name: /^Racers/ }).getByText(racer.login)).toBeVisible();
	});

	test('everybody counts down to the same zero, or sees it called off', async ({ page, api }) => {
		const race = await api.openRace(organizer);
		await api.join(await api.signIn(unique('racer'), 'user'), race.id);
		await api.release(organizer, race.id);
		await actAs(page.context(), organizer);
		await page.goto(`/race/${race.id}/manage`);
		const watcher = await page.context().newPage();
		await watcher.goto(`/race/${race.id}`);
		const clocks = [page, watcher].map((one) =>
			one.getByRole('timer', { name: 'Countdown to the start' })
		);

		await page.getByRole('radio', { name: '60 s' }).check();
		await page.getByRole('button', { name: 'Start the race' }).click();
		for (const clock of clocks) await expect(clock).toBeVisible();
		const late = await page.context().newPage();
		await late.goto(`/race/${race.id}`);
		await expect(late.getByRole('timer', { name: 'Countdown to the start' })).toBeVisible();
		await page.getByRole('button', { name: 'Cancel the countdown' }).click();
		for (const clock of clocks) await expect(clock).toBeHidden();

		await page.getByRole('radio', { name: '5 s', exact: true }).check();
		await page.getByRole('button', { name: 'Start the race' }).click();
		await expect(watcher.getByText('GO!', { exact: true })).toBeVisible();
		await expect(watcher.getByRole('list', { name: 'Standings' })).toBeVisible();
	});

	test('the organizer adds, removes, ends, resets and deletes', async ({ page, api }) => {
		const race = await api.openRace(organizer, {
			open_registration: false,
			max_participants: null
		});
		const racer = await api.signIn(unique('racer'), 'user');
		const other = await api.signIn(unique('other'), 'user');
		await actAs(page.context(), organizer);
		await page.goto(`/race/${race.id}/manage`);
		const lobby = page.getByRole('list', { name: /^Racers/ });
		const dialog = page.getByRole('dialog');

		for (const { login } of [racer, other]) {
			await page.getByLabel('Add a racer').fill(login);
			await page.getByRole('button', { name: 'Add', exact: true }).click();
			await expect(lobby.getByText(login)).toBeVisible();
		}
		await page.getByLabel('Add a racer').fill(racer.login);
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await expect(page.getByRole('alert')).toBeVisible();
		const stranger = unique('stranger');
		await page.getByLabel('Add a racer').fill(stranger);
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		const invitations = page.getByRole('region', { name: 'Invitations' });
		await expect(invitations.getByText(stranger)).toBeVisible();
		await invitations.getByRole('button', { name: /^Withdraw/ }).click();
		await dialog.getByRole('button', { name: 'Withdraw' }).click();
		await expect(invitations).toBeHidden();

		await page.getByRole('button', { name: `Remove ${other.login}` }).click();
		await expectAccessible(page);
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
		await expect(lobby.getByText(other.login)).toBeVisible();
		await page.getByRole('button', { name: `Remove ${other.login}` }).click();
		await dialog.getByRole('button', { name: 'Remove' }).click();
		await expect(lobby.getByText(other.login)).toBeHidden();

		await page.getByRole('button', { name: 'Release seed packs' }).click();
		await page.getByRole('radio', { name: 'None' }).check();
		await page.getByRole('button', { name: 'Start the race' }).click();
		await page.getByRole('button', { name: 'End the race now' }).click();
		await dialog.getByRole('button', { name: 'End the race' }).click();
		await expect(page.getByRole('heading', { name: 'The race is over' })).toBeVisible();
		await page.getByRole('button', { name: 'Reset the race' }).click();
		await dialog.getByRole('button', { name: 'Reset' }).click();
		await expect(page.getByRole('button', { name: 'Start the race' })).toBeVisible();

		await page.getByRole('radio', { name: 'Private' }).check();
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await page.getByRole('button', { name: 'Delete the race' }).click();
		await dialog.getByRole('button', { name: 'Delete the race' }).click();
		await expect(page).toHaveURL('/');
		await page.goto(`/race/${race.id}`);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('fog');
	});

	test('somebody invited accepts, and nobody else can', async ({ page, api }) => {
		const race = await api.openRace(organizer, {
			open_registration: false,
			max_participants: null
		});
		const login = unique('invited');
		const link = await api.invite(organizer, race.id, login);
		await page.goto(link);
		await expect(page.getByRole('heading', { level: 1, name: race.name })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Sign in to accept' }).click();
		await page.getByLabel('Name', { exact: true }).fill(unique('stranger'));
		await page.getByRole('button', { name: /^Sign in as/ }).click();
		await expect(page.getByText(`this invitation is for ${login}`)).toBeVisible();

		await page.goto(`/sign-in?next=${link}`);
		await page.getByLabel('Name', { exact: true }).fill(login);
		await page.getByRole('button', { name: `Sign in as ${login}` }).click();
		await page.getByRole('button', { name: 'Accept the invitation' }).click();
		await expect(page.getByRole('list', { name: /^Racers/ }).getByText(login)).toBeVisible();
	});

	test('whoever races sees the ways on and nobody else', async ({ page, api }) => {
		const race = await api.openRace(organizer);
		const racer = await api.signIn(unique('racer'), 'user');
		await api.join(racer, race.id);
		await api.join(await api.signIn(unique('rival'), 'user'), race.id);
		await api.release(organizer, race.id);
		await api.start(organizer, race.id, 0);
		await actAs(page.context(), racer);
		await page.goto(`/race/${race.id}`);
		await expect(page.getByRole('list', { name: 'Standings' }).getByRole('listitem')).toHaveCount(
			2
		);
		await show(page, 'Map');
		const places = page.locator('[data-node]');
		await expect(places.first()).toHaveAccessibleName(/^Chapel of Anticipation/);
		await expect(places.nth(1)).toHaveAccessibleName('Unknown place, layer 2');
		await expect(page.locator('[data-player]')).toHaveCount(0);
		const layers = await places.evaluateAll((all) =>
			all.map((place) => /layer (\d+)/.exec(place.getAttribute('aria-label') ?? '')?.[1])
		);
		expect(new Set(layers)).toEqual(new Set(['1', '2']));
	});
});
