/*
 * What a map costs: plays and scrubs the replay of a finished race in Chromium and reads from Linux
 * how much processor time its main thread took for each frame, so that a busy machine does not
 * distort it; then seeks for a long while to see whether the heap stays flat.
 *
 *   node bench/map.js http://127.0.0.1:8000/race/<id>
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const [address] = process.argv.slice(2);
if (address === undefined) throw new Error('name the page of a finished race');

const executablePath =
	process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({
	...(executablePath === undefined ? {} : { executablePath }),
	args: ['--no-sandbox', '--disable-gpu']
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const cdp = await page.context().newCDPSession(page);
const system = await browser.newBrowserCDPSession();

await page.goto(`${address}?replay`);
const seek = page.getByRole('slider');
await seek.waitFor();
await page.evaluate(() => {
	globalThis.framesDrawn = 0;
	const count = () => {
		globalThis.framesDrawn += 1;
		requestAnimationFrame(count);
	};
	requestAnimationFrame(count);
});

await measured('playing', async () => {
	await page.locator('.play').click();
	await page.waitForTimeout(6000);
	await page.locator('.play').click();
});
await measured('scrubbing', () => scrub(150, (step) => step / 150));
const heaps = [];
for (let round = 0; round < 5; round += 1) {
	await scrub(120, (step) => Math.abs(Math.sin(step + round)));
	await cdp.send('HeapProfiler.collectGarbage');
	const { usedSize } = await cdp.send('Runtime.getHeapUsage');
	heaps.push((usedSize / 1e6).toFixed(1));
}
console.log(`heap after each 120 seeks, in MB: ${heaps.join(' ')}`);
await browser.close();

/** One seek per frame to `share(step)` of the race. */
function scrub(steps, share) {
	const shares = Array.from({ length: steps }, (_, step) => share(step));
	return seek.evaluate(async (input, shares) => {
		for (const share of shares) {
			input.value = String(Number(input.max) * share);
			input.dispatchEvent(new Event('input', { bubbles: true }));
			await new Promise((next) => requestAnimationFrame(next));
		}
	}, shares);
}

async function measured(name, work) {
	const before = await numbers();
	await work();
	const after = await numbers();
	const frames = after.frames - before.frames;
	const each = (after.busy - before.busy) / frames;
	console.log(`${name}: ${frames} frames, ${each.toFixed(2)} ms of main thread each`);
}

/** Frames drawn and milliseconds computed by the main thread of the page so far. */
async function numbers() {
	const { processInfo } = await system.send('SystemInfo.getProcessInfo');
	const renderers = processInfo.filter(({ type }) => type === 'renderer');
	// A renderer's main thread has the number of its process; the busiest one draws this page.
	const busy = Math.max(
		...renderers.map(
			({ id }) =>
				Number(readFileSync(`/proc/${id}/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6
		)
	);
	return { frames: await page.evaluate(() => globalThis.framesDrawn), busy };
}
