import { recall, remember } from './storage';

export type Theme = 'system' | 'light' | 'dark';

const key = 'speedfog_theme';

function stored(): Theme {
	const value = recall(key);
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** The visitor's choice of light or dark; `static/theme.js` applies it before the first paint. */
export class ThemeChoice {
	current = $state<Theme>(stored());

	choose(theme: Theme): void {
		this.current = theme;
		remember(key, theme === 'system' ? null : theme);
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
	}
}

export const theme = new ThemeChoice();
