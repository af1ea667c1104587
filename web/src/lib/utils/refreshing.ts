/** How often a list asks the server again, in ms. */
const listPeriod = 20_000;

/**
 * Calls `load` now and then every `period` ms while the page is looked at; gives what ends that.
 */
export function refreshing(load: () => void, period = listPeriod): () => void {
	load();
	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') load();
	}, period);
	return () => clearInterval(timer);
}
