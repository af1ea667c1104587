/** How often a list asks the server again, in ms. */
const listPeriod = 20_000;

/**
 * Calls `load` now and then every `period` ms while the page is looked at; gives what ends that.
 * @param atOnce false where what is shown has only just been read
 */
export function refreshing(load: () => void, period = listPeriod, atOnce = true): () => void {
	if (atOnce) load();
	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') load();
	}, period);
	return () => clearInterval(timer);
}
