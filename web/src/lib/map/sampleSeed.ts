import { parseGraph, type SeedGraph } from './graph';

/** The map of a made-up seed that comes with the site; null when it cannot be had. */
export const sampleSeed = (read: typeof fetch): Promise<SeedGraph | null> =>
	read('/sample-seed.json')
		.then((answer): Promise<unknown> | null => (answer.ok ? answer.json() : null))
		.then(parseGraph)
		.catch(() => null);
