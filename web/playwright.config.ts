import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

/** The browser of the operating system, so that no other one has to be downloaded. */
const chromium =
	process.env.CHROMIUM ??
	['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/*
 * Nothing is started here: BASE_URL names a running server with development sign-in and race pools,
 * RACE_SIM the `speedfog-tools` program, SERVER the one of the server, for tests that stop and start
 * one of their own. `cargo xtask test e2e` provides all.
 */
export default defineConfig({
	testDir: 'e2e',
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	forbidOnly: process.env.CI !== undefined,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:8000',
		trace: 'retain-on-failure',
		launchOptions: {
			...(chromium === undefined ? {} : { executablePath: chromium }),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	projects: [
		{
			name: 'desktop',
			use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } }
		},
		{
			name: 'phone',
			use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }
		}
	]
});
