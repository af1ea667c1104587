/*
 * How much JavaScript the first visit of a page loads, compressed, read from the build; fails where
 * it is more than the page may cost.
 *
 *   node scripts/budgets.js [--chunks <route>]
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** In KiB, gzip. Parts that a page asks for later do not count. */
const budgets = {
	'/': 70,
	'/race/[id]': 120,
	'/overlay/race/[id]/leaderboard': 68,
	'/overlay/race/[id]/ticker': 72,
	'/overlay/race/[id]/dag': 80
};

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const output = '.svelte-kit/output/client';
const client = '.svelte-kit/generated/client-optimized';

/** @type {Record<string, { file: string; imports?: string[] }>} */
const manifest = JSON.parse(await readFile(at(`${output}/.vite/manifest.json`), 'utf8'));
const app = await readFile(at(`${client}/app.js`), 'utf8');
/** Of each route: the number of its page, and of the layouts around it but the root's. */
const routes = /export const dictionary = (\{[^;]*\});/s.exec(app)?.[1];
if (routes === undefined) throw new Error('the build has no list of routes');
/** @type {Record<string, [number, number[]?]>} */
const dictionary = Object.fromEntries(
	Object.entries(JSON.parse(routes.replaceAll(/,(?=\s*\})/g, ''))).map(([id, nodes]) => [
		// A group of pages with one layout is no part of their addresses.
		id.replaceAll(/\/\([^)]*\)/g, '') || '/',
		nodes
	])
);
const start = Object.keys(manifest).find((key) => key.endsWith('client/entry.js'));
if (start === undefined) throw new Error('the build has no entry');

/** Every file that the given modules need before they run. */
function needed(/** @type {string[]} */ keys, /** @type {Set<string>} */ found = new Set()) {
	for (const key of keys) {
		const chunk = manifest[key];
		if (chunk === undefined || found.has(chunk.file)) continue;
		found.add(chunk.file);
		needed(chunk.imports ?? [], found);
	}
	return found;
}

/** Files with their compressed sizes in bytes, the largest first. */
async function weigh(/** @type {string} */ route) {
	const [page, layouts = []] = dictionary[route] ?? [];
	if (page === undefined) throw new Error(`there is no route ${route}`);
	const nodes = [0, ...layouts, page].map((node) => `${client}/nodes/${node}.js`);
	const files = needed([/** @type {string} */ (start), `${client}/app.js`, ...nodes]);
	const weights = [...files]
		.filter((file) => file.endsWith('.js'))
		.map(async (file) => {
			const text = await readFile(at(`${output}/${file}`));
			return { file, bytes: gzipSync(text, { level: 9 }).length };
		});
	return (await Promise.all(weights)).sort((a, b) => b.bytes - a.bytes);
}

const kib = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1).padStart(6);

if (process.argv[2] === '--chunks') {
	for (const { file, bytes } of await weigh(process.argv[3] ?? '/')) console.log(kib(bytes), file);
}
let heavy = false;
for (const [route, budget] of Object.entries(budgets)) {
	const bytes = (await weigh(route)).reduce((sum, chunk) => sum + chunk.bytes, 0);
	const over = bytes > budget * 1024;
	heavy ||= over;
	console.log(`${kib(bytes)} of ${budget} KiB  ${route}${over ? '  too heavy' : ''}`);
}
process.exitCode = heavy ? 1 : 0;
