import { sampleSeed } from '$lib/map/sampleSeed';

/** The page tells its story without the map too. */
export const load = async ({ fetch }) => ({ graph: await sampleSeed(fetch) });
