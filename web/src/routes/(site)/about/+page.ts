import { parseGraph } from '$lib/map/graph';

/** The map of a made-up seed; the page tells its story without it too. */
export const load = async ({ fetch }) => ({
	graph: await fetch('/sample-seed.json')
		.then((answer): Promise<unknown> | null => (answer.ok ? answer.json() : null))
		.then(parseGraph)
		.catch(() => null)
});
