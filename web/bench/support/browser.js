/* Chromium, and what Linux and the browser know of the work that a page makes. */
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

export function launch() {
	const executablePath =
		process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: ['--no-sandbox', '--disable-gpu']
	});
}

/** Counts frames in the page from now on. */
export const countFrames = (page) =>
	page.evaluate(() => {
		globalThis.frames = [];
		const count = (time) => {
			globalThis.frames.push(time);
			requestAnimationFrame(count);
		};
		requestAnimationFrame(count);
	});

/**
 * Processor time of the page's main thread for each frame while `work` goes on. It is read from
 * Linux, so that others on the machine do not count, and the trace tells what it was spent on.
 */
export async function measure(browser, page, name, work) {
	const system = await browser.newBrowserCDPSession();
	const busy = async () => {
		const { processInfo } = await system.send('SystemInfo.getProcessInfo');
		const renderers = processInfo.filter(({ type }) => type === 'renderer');
		// A renderer's main thread has the number of its process; the busiest one draws this page.
		return Math.max(
			...renderers.map(
				({ id }) =>
					Number(readFileSync(`/proc/${id}/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6
			)
		);
	};
	const frames = () => page.evaluate(() => globalThis.frames.length);
	const [busyBefore, before] = [await busy(), await frames()];
	await work();
	const [busyAfter, after] = [await busy(), await frames()];
	const times = await page.evaluate((from) => globalThis.frames.slice(from), before);
	const waits = times.slice(1).map((time, i) => time - times[i]);
	const late = waits.filter((wait) => wait > 34).length;
	console.log(
		`${name}: ${after - before} frames, ${((busyAfter - busyBefore) / (after - before)).toFixed(2)} ms of main thread each, ${late} of them late`
	);
	await system.detach();
}

/** Where the main thread's time goes while `work` goes on, in ms of processor time by kind. */
export async function trace(browser, page, work) {
	const session = await browser.newBrowserCDPSession();
	const events = [];
	session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
	const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: {
			includedCategories: ['devtools.timeline', 'toplevel', 'v8']
		}
	});
	await work();
	await session.send('Tracing.end');
	await done;
	await session.detach();
	const spent = new Map();
	for (const { name, tdur, ph, cat } of events) {
		if (ph !== 'X' || tdur === undefined || !cat.includes('devtools.timeline')) continue;
		const known = spent.get(name) ?? { ms: 0, count: 0 };
		spent.set(name, { ms: known.ms + tdur / 1000, count: known.count + 1 });
	}
	return [...spent].sort(([, a], [, b]) => b.ms - a.ms);
}

/** The functions that the page's scripts spend their time in while `work` goes on, in ms. */
export async function profile(page, work) {
	const session = await page.context().newCDPSession(page);
	await session.send('Profiler.enable');
	await session.send('Profiler.setSamplingInterval', { interval: 200 });
	await session.send('Profiler.start');
	await work();
	const { profile } = await session.send('Profiler.stop');
	await session.detach();
	const spent = new Map();
	const name = new Map(
		profile.nodes.map(({ id, callFrame }) => [
			id,
			`${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').at(-1)}:${callFrame.lineNumber + 1}`
		])
	);
	profile.samples.forEach((id, i) => {
		const key = name.get(id);
		spent.set(key, (spent.get(key) ?? 0) + profile.timeDeltas[i] / 1000);
	});
	return [...spent]
		.filter(([key]) => !key.startsWith('(idle)') && !key.startsWith('(program)'))
		.sort(([, a], [, b]) => b - a);
}
