import { baseLocale, isLocale, locales, overwriteGetLocale, type Locale } from '$paraglide/runtime';
import { recall, remember } from '$lib/utils/storage';

export { baseLocale, locales, type Locale };

/** The languages by their own names, for those who cannot read the others. */
export const languageNames: Record<Locale, string> = { en: 'English', fr: 'Français' };

const key = 'speedfog_language';

/** The first of the browser's languages that this client speaks. */
export function preferred(wishes: readonly string[]): Locale {
	const short = wishes.map((wish) => wish.slice(0, 2).toLowerCase());
	return short.find(isLocale) ?? baseLocale;
}

/**
 * The language that every text answers in: the account's, else what was chosen on this device, else
 * the browser's. Texts in markup follow a change by themselves; the root layout builds the page anew
 * for all others.
 */
export class Language {
	#current = $state<Locale>(baseLocale);
	#asked: string | null = null;

	get current(): Locale {
		return this.#current;
	}

	/** Starts with what the address asks for, for this visit only, else with what this device knows. */
	begin(): void {
		this.#asked = /[?&]locale=([^&]+)/.exec(location.search)?.[1] ?? null;
		const stored = recall(key);
		const wish = [this.#asked, stored].find(isLocale);
		this.#use(wish ?? preferred(navigator.languages));
		overwriteGetLocale(() => this.#current);
	}

	/** Takes over what an account has chosen, unless the address asks for something else. */
	adopt(wish: string | null | undefined): void {
		if (!isLocale(this.#asked)) this.choose(wish);
	}

	/** Takes a language over and keeps it for the next visit. Unknown ones change nothing. */
	choose(wish: string | null | undefined): void {
		if (!isLocale(wish)) return;
		remember(key, wish);
		this.#use(wish);
	}

	#use(locale: Locale): void {
		this.#current = locale;
		document.documentElement.lang = locale;
	}
}

export const language = new Language();
