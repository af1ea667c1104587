/** The test function of this folder: a page, the API, and checks every page has to pass. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { Api, type Account } from './api';

interface Fixtures {
	api: Api;
}

export const test = base.extend<Fixtures>({
	api: async ({ request }, use) => use(new Api(request)),
	page: async ({ page }, use) => {
		const faults: string[] = [];
		page.on('pageerror', (error) => faults.push(error.message));
		await use(page);
		// A page that threw is broken even if it looks right.
		expect(faults).toEqual([]);
	}
});

export { expect };

/** Makes every page of `context` belong to `account`. */
export async function actAs(context: BrowserContext, account: Account): Promise<void> {
	await context.addInitScript(
		(token) => localStorage.setItem('speedfog_token', token),
		account.token
	);
}

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
	const { violations } = await axe.analyze();
	expect(
		violations.map(({ id, help, nodes }) => ({
			id,
			help,
			where: nodes.map(({ target }) => target.join(' ')).slice(0, 5)
		})),
		page.url()
	).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function expectToFit(page: Page): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

/** No violation of WCAG 2.2 AA that a program can find, and nothing wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
	await expectNoViolation(page, new AxeBuilder({ page }).withTags(everyRule));
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	await expectToFit(page);
}

/**
 * The same in both themes. What a theme changes is colours, so the second is asked about those alone.
 * Where SHOTS names a folder, a picture of each is left there to be looked at.
 */
export async function expectAccessibleInBothThemes(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		if (colorScheme === 'dark') await expectAccessible(page);
		else await expectNoViolation(page, new AxeBuilder({ page }).withRules('color-contrast'));
		if (process.env.SHOTS !== undefined) {
			const project = test.info().project.name;
			await page.screenshot({ path: `${process.env.SHOTS}/${name}-${project}-${colorScheme}.png` });
		}
	}
}

/** Collects what a page complains about. A broken page may still look right. */
export function complaints(page: Page): string[] {
	const heard: string[] = [];
	page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') heard.push(`${page.url()}: ${message.text()}`);
	});
	return heard;
}

/** On a phone the standings and the map take turns; on a desktop both are there. */
export async function show(page: Page, pane: 'Standings' | 'Racers' | 'Map'): Promise<void> {
	if ((page.viewportSize()?.width ?? 0) >= 1000) return;
	await page.getByRole('button', { name: pane, exact: true }).click();
}

/** The links to the visitor's own pages; on a phone they are part of the one menu. */
export async function openAccountMenu(page: Page): Promise<void> {
	const wide = (page.viewportSize()?.width ?? 0) > 1024;
	await page.getByRole('button', { name: wide ? /^Your account/ : 'Menu' }).click();
}
