import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Seeds of the real generator, where a checkout has them beside it; none otherwise. */
export function realGraphs(): [name: string, graph: unknown][] {
	const folder = fileURLToPath(new URL('../../../../../shared/data/graphs', import.meta.url));
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))]);
}
