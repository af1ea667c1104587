/** How often a list asks the server again, in ms. */
const period = 20_000;

/** Calls `load` now and again and again while the page is looked at; gives what ends that. */
export function refreshing(load: () => void): () => void {
	load();
	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') load();
	}, period);
	return () => clearInterval(timer);
}
