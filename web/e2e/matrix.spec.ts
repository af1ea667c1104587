/**
 * Every phase of a race for everybody who can look at it, and every other page once: on both sizes
 * and in both themes it can be used by anybody, fits the screen and complains about nothing.
 */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { unique, type Account, type Api } from './support/api';
import { startRacers, startSolos, type Racers } from './support/racers';
import {
	actAs,
	complaints,
	expect,
	expectAccessible,
	expectAccessibleInBothThemes,
	expectToFit,
	show,
	test
} from './support/test';

interface Cast {
	race: string;
	organizer: Account;
	coOrganizer: Account;
	caster: Account;
	participant: Account;
}

/** An open race with two people who never start their game, and its helpers. */
async function castOf(api: Api): Promise<Cast> {
	const [organizer, coOrganizer, caster, participant, other] = await Promise.all([
		api.signIn(unique('organizer'), 'organizer'),
		api.signIn(unique('co_organizer'), 'user'),
		api.signIn(unique('caster'), 'user'),
		api.signIn(unique('participant'), 'user'),
		api.signIn(unique('somebody_with_a_long_name'), 'user')
	]);
	const tomorrow = new Date(Date.now() + 26 * 3600_000).toISOString();
	const race = (await api.openRace(organizer, { scheduled_at: tomorrow })).id;
	await api.name(organizer, race, 'co-organizers', coOrganizer);
	await api.name(organizer, race, 'casters', caster);
	for (const racer of [participant, other]) await api.join(racer, race);
	return { race, organizer, coOrganizer, caster, participant };
}

/** The same with racers who play; the participant becomes one of them. */
async function playedBy(api: Api, server: string, cast: Cast, speed: number): Promise<Racers> {
	const racers = startRacers(server, cast.race, 4, speed);
	await expect
		.poll(async () => (await api.read(cast.race)).participants.length, { message: racers.output() })
		.toBe(6);
	await api.release(cast.organizer, cast.race);
	await expect
		.poll(async () => {
			const { participants } = await api.read(cast.race);
			return participants.filter(({ status }) => status === 'ready').length;
		})
		.toBe(4);
	await api.start(cast.organizer, cast.race, 0);
	const { participants } = await api.read(cast.race);
	const player = participants.find(({ status }) => status !== 'registered');
	cast.participant = await api.signIn(player?.user.twitch_username ?? '', 'user');
	return racers;
}

interface Phase {
	/** Brings a race there; what it gives is stopped in the end. */
	reach: (api: Api, cast: Cast, server: string) => Promise<Racers | null>;
	/** Brings it there anew for the next viewer, where it would be over by then. */
	renew?: (api: Api, cast: Cast) => Promise<void>;
	/** What a page that shows it has in common for everybody. */
	seen: (page: Page) => Promise<void>;
}

const lobby = (page: Page) =>
	expect(page.getByRole('list', { name: /^Racers/ }).getByRole('listitem')).toHaveCount(2);
const results = (page: Page) =>
	expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();

const phases: Record<string, Phase> = {
	'setup, packs not released': { reach: async () => null, seen: lobby },
	'setup, packs released': {
		reach: async (api, { organizer, race }) => {
			await api.release(organizer, race);
			return null;
		},
		seen: lobby
	},
	countdown: {
		reach: async (api, { organizer, race }) => {
			await api.release(organizer, race);
			await api.start(organizer, race, 60);
			return null;
		},
		renew: async (api, { organizer, race }) => {
			await api.cancelCountdown(organizer, race);
			await api.start(organizer, race, 60);
		},
		seen: (page) =>
			expect(page.getByRole('timer', { name: 'Countdown to the start' })).toBeVisible()
	},
	running: {
		reach: (api, cast, server) => playedBy(api, server, cast, 8),
		seen: (page) => expect(page.getByRole('list', { name: 'Standings' })).toBeVisible()
	},
	finished: {
		reach: async (api, cast, server) => {
			const racers = await playedBy(api, server, cast, 600);
			await expect
				.poll(
					async () => {
						const { participants } = await api.read(cast.race);
						return participants.filter(({ status }) => status === 'playing').length;
					},
					{ timeout: 60_000, message: racers.output() }
				)
				.toBe(0);
			await api.finish(cast.organizer, cast.race).catch(() => undefined);
			return racers;
		},
		seen: results
	},
	'ended by hand': {
		reach: async (api, cast, server) => {
			const racers = await playedBy(api, server, cast, 30);
			await api.finish(cast.organizer, cast.race);
			return racers;
		},
		seen: results
	}
};

/** A page of somebody's own; nobody's without an account. */
async function pageOf(
	browser: Browser,
	options: BrowserContextOptions,
	account: Account | null
): Promise<{ page: Page; heard: string[] }> {
	const context = await browser.newContext(options);
	if (account !== null) await actAs(context, account);
	const page = await context.newPage();
	return { page, heard: complaints(page) };
}

for (const [name, { reach, renew, seen }] of Object.entries(phases)) {
	test(`the race page for everybody: ${name}`, async ({
		browser,
		api,
		baseURL,
		viewport,
		isMobile,
		hasTouch,
		deviceScaleFactor
	}) => {
		const cast = await castOf(api);
		const racers = await reach(api, cast, baseURL ?? '');
		const viewers: [string, Account | null][] = [
			['anonymous', null],
			['participant', cast.participant],
			['organizer', cast.organizer],
			['co-organizer', cast.coOrganizer],
			['caster', cast.caster],
			['admin', await api.signIn(unique('admin'), 'admin')]
		];
		const options = { baseURL, viewport, isMobile, hasTouch, deviceScaleFactor };
		try {
			for (const [role, account] of viewers) {
				await test.step(role, async () => {
					await renew?.(api, cast);
					const { page, heard } = await pageOf(browser, options, account);
					await page.goto(`/race/${cast.race}`);
					await seen(page);
					const shot = `race-${name.replace(/\W+/g, '-')}-${role}`;
					await expectAccessibleInBothThemes(page, shot);
					if (isMobile) {
						await show(page, 'Map');
						await expectAccessibleInBothThemes(page, `${shot}-map`);
					}
					expect(heard).toEqual([]);
					await page.context().close();
				});
			}
		} finally {
			racers?.stop();
		}
	});
}

/** Opens a page, waits until all of it is there, and looks at it. */
async function look(page: Page, path: string, name: string, heading?: string): Promise<void> {
	await page.goto(path);
	await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
	await expectAccessibleInBothThemes(page, name);
}

test('pages for everybody', async ({ page, api }) => {
	const heard = complaints(page);
	const cast = await castOf(api);
	await look(page, '/', 'home');
	await look(page, '/races', 'races', 'Races');
	await look(page, '/help', 'help', 'Help');
	await look(page, '/about', 'about');
	await look(page, '/sign-in', 'sign-in', 'Sign in');
	await look(page, await api.invite(cast.organizer, cast.race, unique('guest')), 'invite');
	await look(page, '/training', 'sign-in-first', 'Sign in');
	await look(page, `/race/${cast.race}/cast`, 'cast');
	await look(page, `/race/${cast.race}/overlays`, 'overlays');
	for (const overlay of ['dag', 'leaderboard', 'countdown', 'ticker']) {
		await page.goto(`/overlay/race/${cast.race}/${overlay}`);
		await expectToFit(page);
	}
	expect(heard).toEqual([]);
});

test('pages of organizers and administrators', async ({ page, api }) => {
	const heard = complaints(page);
	const cast = await castOf(api);
	await actAs(page.context(), await api.signIn(unique('admin'), 'admin'));
	await look(page, '/race/new', 'race-new', 'New race');
	await look(page, '/dashboard', 'dashboard');
	await look(page, `/user/${cast.organizer.login}`, 'profile', cast.organizer.login);
	await look(page, '/settings', 'settings', 'Settings');
	await look(page, '/admin', 'admin', 'Administration');
	await look(page, '/admin/seeds', 'admin-seeds', 'Administration');
	await look(page, '/admin/activity', 'admin-activity', 'Administration');
	await look(page, '/admin/log', 'admin-log', 'Administration');

	await actAs(page.context(), cast.organizer);
	await look(page, `/race/${cast.race}/manage`, 'manage');
	await page.getByText('What was done').click();
	await expect(page.getByText('Caster added')).toBeVisible();
	await expectAccessible(page);
	expect(heard).toEqual([]);
});

test('pages of playing alone', async ({ page, api, baseURL }) => {
	const heard = complaints(page);
	const solos = startSolos(baseURL ?? '', 2, 600);
	try {
		await actAs(page.context(), await api.signIn(unique('admin'), 'admin'));
		await look(page, '/training', 'training', 'Solo');
		await expect
			.poll(() => solos.output(), { timeout: 60_000 })
			.toMatch(/2\/2 done|finished.*\n.*finished/);
		const run = /\/training\/\S+/.exec(solos.output())?.[0] ?? '';
		await look(page, run, 'solo', 'Sprint');
		await expect(page.getByText('Finished', { exact: true })).toBeVisible();
		await page.getByRole('button', { name: 'Replay' }).click();
		await expect(page.getByRole('slider', { name: 'Moment of the race' })).toBeVisible();
		await expectAccessibleInBothThemes(page, 'solo-replay');
	} finally {
		solos.stop();
	}
	expect(heard).toEqual([]);
});

test('pages of things that do not exist', async ({ page }) => {
	for (const path of ['/nowhere', '/race/not-an-id', '/user/nobody-at-all', '/invite/unknown']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessibleInBothThemes(page, `error${path.replaceAll('/', '-')}`);
	}
});
