/*
 * What the map costs: twenty racers walking over a seed of thirty layers, live and in the replay of
 * a race of two hours, in processor time of the main thread for each frame; then two hours scrubbed
 * back and forth at one seek per frame.
 *
 *   npm run build && node bench/map.js [--trace] [--profile]
 */
import { countFrames, launch, measure, profile, trace } from './support/browser.js';
import { Race, raceId } from './support/race.js';
import { serve } from './support/site.js';

const race = new Race(7_200_000);
let now = 1_200_000;
let status = 'finished';
const viewers = new Set();
const site = await serve({
	api: (path) => (path === `/api/races/${raceId}` ? race.detail(status, now) : undefined),
	connect(send) {
		send(race.state(status, status === 'finished' ? race.length : now));
		viewers.add(send);
		return () => viewers.delete(send);
	}
});
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

await page.goto(`${site.origin}/race/${raceId}?replay`);
const seek = page.getByRole('slider');
await seek.waitFor();
await countFrames(page);
await page.waitForTimeout(500);

const play = async () => {
	await scrub(1, () => 0.1);
	await page.locator('.play').click();
	await page.waitForTimeout(6000);
	await page.locator('.play').click();
};
const look = async (name, work) => {
	await measure(browser, page, name, work);
	if (process.argv.includes('--profile')) {
		for (const [name, ms] of (await profile(page, work)).slice(0, 25)) {
			console.log(`    ${ms.toFixed(0).padStart(6)} ms ${name}`);
		}
	}
	if (process.argv.includes('--trace')) {
		for (const [kind, { ms, count }] of (await trace(browser, page, work)).slice(0, 14)) {
			console.log(`    ${ms.toFixed(0).padStart(6)} ms in ${String(count).padStart(5)} ${kind}`);
		}
	}
};
await look('replay in a minute', play);
await look('scrubbing', () => scrub(240, (step) => Math.abs(Math.sin(step / 40))));

status = 'running';
await page.goto(`${site.origin}/race/${raceId}`);
await page.locator('[data-player]').first().waitFor();
await countFrames(page);
await look('live, all walking', async () => {
	for (let step = 0; step < 7; step += 1) {
		now += 420_000;
		const update = { type: 'leaderboard_update', ...race.at(now) };
		for (const send of viewers) send(update);
		await page.waitForTimeout(1000);
	}
});
await look('live, clocks only', async () => {
	for (let step = 0; step < 5; step += 1) {
		const { participants } = race.at(now);
		for (const player of participants) {
			player.igt_ms += (step + 1) * 1000;
			for (const send of viewers) send({ type: 'player_update', player });
		}
		await page.waitForTimeout(1000);
	}
});
await browser.close();
site.stop();

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
