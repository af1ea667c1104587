/** The main ways through the site without a mouse, on a desktop. */
import type { Locator, Page, WebSocketRoute } from '@playwright/test';
import { unique } from './support/api';
import { startRacers } from './support/racers';
import { runningRace } from './support/running';
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

/** Opens a page and waits until it is drawn: before that there is nothing that a key could reach. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Follows what has the focus to another page, whose title has to be `heading`. */
async function follow(page: Page, heading: string): Promise<void> {
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	// The focus starts anew on every page, once it is drawn.
	await expect(page.locator('body')).toBeFocused();
}

test('a race is created and joined with keys alone', async ({ page, browser, api, baseURL }) => {
	await actAs(page.context(), await api.signIn(unique('organizer'), 'organizer'));
	const name = unique('Without a mouse');
	await open(page, '/');

	await expect(page.getByRole('link', { name: 'Organize a race' })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('#content')).toBeFocused();
	await tabTo(page, page.getByRole('link', { name: 'Organize a race' }));
	await follow(page, 'New race');
	await tabTo(page, page.getByLabel('Name', { exact: true }));
	await page.keyboard.type(name);
	await tabTo(page, page.getByRole('radio', { name: /^I race too/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('radio', { name: /^I only organize/ })).toBeChecked();
	await tabTo(page, page.getByRole('radio', { name: /^By invitation/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('radio', { name: /^Open/ })).toBeChecked();
	await tabTo(page, page.getByRole('button', { name: 'Create race' }));
	await follow(page, name);
	const race = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	const racers = startRacers(baseURL ?? '', race, 3, 20);
	const context = await browser.newContext({ baseURL, viewport: page.viewportSize() });
	try {
		// Somebody joins, and thinks better of it.
		await actAs(context, await api.signIn(unique('racer'), 'user'));
		const other = await context.newPage();
		await open(other, `/race/${race}`);
		const [join, leave] = ['Join this race', 'Leave the race'].map((label) =>
			other.getByRole('button', { name: label })
		) as [Locator, Locator];
		await tabTo(other, join);
		await other.keyboard.press('Enter');
		await tabTo(other, leave);
		await other.keyboard.press(' ');
		await expect(join).toBeVisible();

		const entered = async () =>
			(await api.read(race)).participants.filter(({ status }) => status === 'registered').length;
		await expect.poll(entered, { message: racers.output() }).toBe(3);

		// Released and started from the organizer's page, and a question answered with Escape.
		await tabTo(page, page.getByRole('link', { name: 'Manage', exact: true }), 'Shift+Tab');
		await follow(page, name);
		await tabTo(page, page.getByRole('button', { name: 'Release seed packs' }));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Everybody is ready.')).toBeVisible({ timeout: 30_000 });
		await tabTo(page, page.getByRole('button', { name: 'Delete the race' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toBeHidden();
		await expect(page.getByRole('button', { name: 'Delete the race' })).toBeFocused();
		await tabTo(page, page.getByRole('radio', { name: '10 s' }), 'Shift+Tab');
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowLeft');
		await expect(page.getByRole('radio', { name: 'None' })).toBeChecked();
		await tabTo(page, page.getByRole('button', { name: 'Start the race' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: 'End the race now' })).toBeVisible();
	} finally {
		racers.stop();
		await context.close();
	}
});

test('a race is watched, ended and replayed with keys alone', async ({ page, api, baseURL }) => {
	// Slow enough to be looked at for as long as it takes: its end is the organizer's.
	const { race, organizer, racers } = await runningRace(api, baseURL ?? '', 30);
	try {
		await actAs(page.context(), organizer);
		await open(page, `/race/${race}`);
		const { name } = await api.read(race);

		// A racer is picked; whoever is where in the list changes all the while.
		const rows = page.getByRole('list', { name: 'Standings' }).getByRole('button');
		await expect(rows).toHaveCount(3);
		const racer = (await rows.first().textContent()) ?? '';
		await tabTo(page, rows.and(page.getByTitle(racer, { exact: true })));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('region', { name: 'Picked' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('region', { name: 'Picked' })).toBeHidden();

		// A place of the map is opened and closed. The arrows are the map's, not those of the bar below.
		const live = page.getByRole('button', { name: 'Live', exact: true });
		await expect(live).toBeDisabled();
		await tabTo(page, page.locator('[data-node][tabindex="0"]'));
		await page.keyboard.press('ArrowRight');
		await expect(page.locator('[data-node]:focus')).toHaveAccessibleName(/layer 2\b/);
		await expect(live).toBeDisabled();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toBeHidden();
		await expect(page.locator('[data-node]:focus')).toHaveAccessibleName(/layer 2\b/);

		// Back in the running race, and to the present again.
		const seek = page.getByRole('slider', { name: 'Moment of the race' });
		await tabTo(page, seek);
		await page.keyboard.press('Home');
		await expect(live).toBeEnabled();
		await expect(seek).toHaveAttribute('aria-valuetext', /^0:00 /);
		await tabTo(page, live);
		await page.keyboard.press('Enter');
		await expect(live).toBeDisabled();

		await tabTo(page, page.getByRole('link', { name: 'Manage', exact: true }), 'Shift+Tab');
		await follow(page, name);
		await tabTo(page, page.getByRole('button', { name: 'End the race now' }));
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'End the race' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeHidden();
		await tabTo(page, page.getByRole('link', { name: 'Race page' }), 'Shift+Tab');
		await follow(page, name);
	} finally {
		racers.stop();
	}

	// The replay: it runs, stands, jumps and is searched.
	await tabTo(page, page.getByRole('button', { name: 'Replay' }));
	await page.keyboard.press('Enter');
	const seek = page.getByRole('slider', { name: 'Moment of the race' });
	await tabTo(page, page.getByRole('button', { name: 'Pause' }));
	await page.keyboard.press(' ');
	await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
	await tabTo(page, seek);
	await page.keyboard.press('Home');
	await expect(seek).toHaveAttribute('aria-valuetext', /^0:00 /);
	await tabTo(page, page.getByRole('button', { name: 'Next event' }));
	await page.keyboard.press('Enter');
	await expect(seek).not.toHaveAttribute('aria-valuetext', /^0:00 /);
	await tabTo(page, seek);
	await page.keyboard.press('End');
	await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();
});

test('a racer keeps the focus when the standings change', async ({ page, api }) => {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = await api.openRace(organizer);
	for (const name of ['racer', 'rival']) {
		await api.join(await api.signIn(unique(name), 'user'), race.id);
	}
	await api.release(organizer, race.id);
	await api.start(organizer, race.id, 0);
	let line: WebSocketRoute | undefined;
	let state: { participants: unknown[] } | undefined;
	await page.routeWebSocket(/\/ws\/race\//, (route) => {
		line = route;
		route.connectToServer().onMessage((text) => {
			const message = JSON.parse(String(text)) as { type: string; participants: unknown[] };
			if (message.type === 'race_state') state = message;
			route.send(text);
		});
	});
	await open(page, `/race/${race.id}`);
	const rows = page.getByRole('list', { name: 'Standings' }).getByRole('button');
	await expect(rows).toHaveCount(2);
	for (const place of [0, 1]) {
		const order = await rows.allTextContents();
		await rows.nth(place).focus();
		if (state === undefined) throw new Error('no state of the race was heard');
		state = { ...state, participants: state.participants.toReversed() };
		line?.send(JSON.stringify(state));
		await expect(rows).toHaveText(order.toReversed());
		await expect(rows.nth(1 - place)).toBeFocused();
	}
});
