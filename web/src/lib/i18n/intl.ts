/** Dates and numbers as people write them who read the current language. */
import { getLocale } from '$paraglide/runtime';

/**
 * The tag for `Intl`: the browser's own variant of the language (en-GB, fr-CA), which knows how days
 * and months are ordered there, else the language itself.
 */
export function regionalTag(wishes: readonly string[] = browserWishes()): string {
	const locale = getLocale();
	return wishes.find((wish) => wish.toLowerCase().startsWith(`${locale}-`)) ?? locale;
}

/** Empty where there is no browser. */
const browserWishes = (): readonly string[] => globalThis.navigator?.languages ?? [];

export const formatDate = (
	at: number | string,
	options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }
): string => new Intl.DateTimeFormat(regionalTag(), options).format(new Date(at));

export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
	new Intl.NumberFormat(regionalTag(), options).format(value);
