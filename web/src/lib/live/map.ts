/** How long a map may take before the socket is asked for it instead, in ms. */
const patience = 10_000;

/** The map behind an address, from the browser's cache if it is there; null when it cannot be had. */
export async function fetchMap(url: string): Promise<unknown> {
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
		return answer.ok ? await answer.json() : null;
	} catch {
		return null;
	}
}
