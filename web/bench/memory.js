/*
 * Whether a page that is left open stays small: eight hours of a busy race with twenty racers and a
 * lost connection now and then, on the race page, the casters' page and the overlays. The clock of the page runs
 * faster than the real one; the messages are those of the whole time.
 *
 *   npm run build && node bench/memory.js [hours] [page: race, cast or the name of an overlay]
 */
import { launch } from './support/browser.js';
import { Race, raceId } from './support/race.js';
import { serve } from './support/site.js';

const hours = Number(process.argv[2] ?? 8);
const only = process.argv[3];
/** How much faster than the real one the page's clock runs. */
const pace = 240;
/** Simulated time between two reports of each racer, in ms. */
const report = 4000;
/** Simulated time between two lost connections, in ms. */
const breaks = 20 * 60_000;

const pages = {
	race: `/race/${raceId}`,
	cast: `/race/${raceId}/cast`,
	leaderboard: `/overlay/race/${raceId}/leaderboard`,
	dag: `/overlay/race/${raceId}/dag?follow=true`,
	player: `/overlay/race/${raceId}/player?player=aveline`,
	versus: `/overlay/race/${raceId}/versus?player=aveline&against=boreas`,
	countdown: `/overlay/race/${raceId}/countdown`
};
const length = hours * 3_600_000;
const race = new Race(length * 1.1);
const browser = await launch();
for (const [name, path] of Object.entries(pages)) {
	if (only === undefined || only === name) await leaveOpen(name, path);
}
await browser.close();

async function leaveOpen(name, path) {
	const begun = Date.now();
	const elapsed = () => (Date.now() - begun) * pace;
	const startedAt = new Date(begun).toISOString();
	let messages = 0;
	let connections = 0;
	const site = await serve({
		api: (path) =>
			path === `/api/races/${raceId}` ? race.detail('running', elapsed()) : undefined,
		connect(send, close) {
			connections += 1;
			const opened = elapsed();
			send(race.state('running', elapsed(), startedAt));
			let layers = 0;
			const timer = setInterval(() => {
				const now = race.at(elapsed());
				const sum = now.participants.reduce((all, one) => all + one.zone_history.length, 0);
				if (sum !== layers) send({ type: 'leaderboard_update', ...now });
				else for (const player of now.participants) send({ type: 'player_update', player });
				messages += sum === layers ? now.participants.length : 1;
				layers = sum;
				if (elapsed() - opened > breaks) close();
			}, report / pace);
			return () => clearInterval(timer);
		}
	});
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	await page.addInitScript((pace) => {
		const [real, begun] = [Date.now, Date.now()];
		Date.now = () => begun + (real() - begun) * pace;
		const wait = globalThis.setTimeout;
		// Pauses before another attempt pass as quickly as everything else.
		globalThis.setTimeout = (work, ms = 0, ...rest) =>
			wait(work, ms >= 1000 ? ms / pace : ms, ...rest);
	}, pace);
	const cdp = await context.newCDPSession(page);
	await page.goto(`${site.origin}${path}`);
	const samples = [];
	const sample = async () => {
		await cdp.send('HeapProfiler.collectGarbage');
		const { usedSize } = await cdp.send('Runtime.getHeapUsage');
		const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
		samples.push({ at: elapsed(), heap: usedSize / 1e6, nodes, listeners: jsEventListeners });
	};
	while (elapsed() < length) {
		await page.waitForTimeout(length / pace / 9);
		await sample();
	}
	console.log(`${name}: ${messages} messages over ${connections} connections`);
	for (const { at, heap, nodes, listeners } of samples) {
		const hour = (at / 3_600_000).toFixed(1).padStart(5);
		console.log(`  ${hour} h  ${heap.toFixed(2)} MB  ${nodes} nodes  ${listeners} listeners`);
	}
	await context.close();
	site.stop();
}
