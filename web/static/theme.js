// Runs before the first paint, so that a stored choice never flashes in the other theme.
try {
	const stored = localStorage.getItem('speedfog_theme');
	if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored;
} catch {
	// Storage may be switched off; the system's preference then decides.
}
