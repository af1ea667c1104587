/** Addresses that put races into people's calendars. */

/** How long a race is said to last, in ms; the server's calendars say the same. */
const length = 3 * 3600_000;

/** The address that calendar programs subscribe to. @param file address of the calendar file */
export const subscription = (file: URL): string => file.href.replace(/^https?:/, 'webcal:');

/** Google's page that subscribes to a calendar. */
export const googleSubscription = (file: URL): string =>
	`https://calendar.google.com/calendar/r?cid=${encodeURIComponent(subscription(file))}`;

/** Google's page that adds one race. @param start ISO 8601 */
export function googleEvent(name: string, start: string, page: string): string {
	const from = Date.parse(start);
	const address = new URL('https://calendar.google.com/calendar/render');
	address.search = new URLSearchParams({
		action: 'TEMPLATE',
		text: `SpeedFog Racing: ${name}`,
		dates: `${compact(from)}/${compact(from + length)}`,
		details: page
	}).toString();
	return address.href;
}

/** `20261123T180000Z` */
const compact = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
