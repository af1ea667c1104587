/*
 * What a first visit costs on a telephone: Chromium with a processor four times slower and a slow
 * mobile line (150 ms, 1.6 Mbit/s, HTTP/2). Paint times and layout shift as the browser reports them;
 * blocking time is what tasks took beyond 50 ms each between the first paint and five seconds later.
 *
 *   npm run build && node bench/phone.js
 */
import { launch } from './support/browser.js';
import { Race, raceId } from './support/race.js';
import { serve } from './support/site.js';

const hour = 3_600_000;
const visits = [
	['home', '/', 'running'],
	['race in setup', `/race/${raceId}`, 'setup'],
	['race running', `/race/${raceId}`, 'running'],
	['race finished', `/race/${raceId}`, 'finished'],
	['overlay of standings', `/overlay/race/${raceId}/leaderboard`, 'running'],
	['overlay of the map', `/overlay/race/${raceId}/dag`, 'running']
];
const race = new Race(2 * hour);
let status = 'running';
const now = () => ({ setup: 0, running: hour, finished: 2 * hour })[status];
const site = await serve({
	api(path) {
		if (path === '/api/races') return { races: [], has_more: false };
		return path === `/api/races/${raceId}` ? race.detail(status, now()) : undefined;
	},
	connect(send) {
		send(race.state(status, now()));
		return () => undefined;
	},
	secure: true
});
const browser = await launch();
console.log('page                     FCP     LCP     TBT    CLS   JS KiB');
for (const [name, path, state] of visits) {
	status = state;
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		ignoreHTTPSErrors: true
	});
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150,
		downloadThroughput: 1_600_000 / 8,
		uploadThroughput: 750_000 / 8
	});
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const scripts = new Set();
	let bytes = 0;
	cdp.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Script') scripts.add(requestId);
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength;
	});
	await page.addInitScript(() => {
		globalThis.seen = { fcp: 0, lcp: 0, cls: 0, tasks: [] };
		const watch = (type, take) =>
			new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
				type,
				buffered: true
			});
		watch('paint', (entry) => {
			if (entry.name === 'first-contentful-paint') globalThis.seen.fcp = entry.startTime;
		});
		watch('largest-contentful-paint', (entry) => (globalThis.seen.lcp = entry.startTime));
		watch('layout-shift', (entry) => {
			if (!entry.hadRecentInput) globalThis.seen.cls += entry.value;
		});
		watch('longtask', ({ startTime, duration }) =>
			globalThis.seen.tasks.push({ startTime, duration })
		);
	});
	await page.goto(`${site.origin}${path}`);
	await page.waitForFunction(() => globalThis.seen.fcp > 0, undefined, { timeout: 60_000 });
	await page.waitForTimeout(5000);
	const { fcp, lcp, cls, tasks } = await page.evaluate(() => globalThis.seen);
	const blocking = tasks
		.filter(({ startTime }) => startTime >= fcp)
		.reduce((sum, { duration }) => sum + Math.max(duration - 50, 0), 0);
	const ms = (value) => `${Math.round(value)} ms`.padStart(8);
	console.log(
		`${name.padEnd(21)}${ms(fcp)}${ms(lcp)}${ms(blocking)} ${cls.toFixed(3).padStart(6)} ${(bytes / 1024).toFixed(0).padStart(8)}`
	);
	await context.close();
}
await browser.close();
site.stop();
