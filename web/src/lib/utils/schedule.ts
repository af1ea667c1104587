/** Planned times between the fields of a form, in the visitor's zone, and the wire, in UTC. */

const two = (value: number) => String(value).padStart(2, '0');

/** The date and time of an instant as form fields hold them. */
export function fieldsOf(iso: string): { date: string; time: string } {
	const at = new Date(iso);
	return {
		date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
		time: `${two(at.getHours())}:${two(at.getMinutes())}`
	};
}

/** The instant that the fields name; null while one of them is empty. */
export function instantOf(date: string, time: string): string | null {
	if (date === '' || time === '') return null;
	const at = new Date(`${date}T${time}`);
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** When races usually begin, as an hour of the day. */
export const usualHour = 20;

/** The usual hour `days` days after `now` (Unix ms); null when that has passed. */
export function usualTime(now: number, days: number): string | null {
	const at = new Date(now);
	at.setDate(at.getDate() + days);
	at.setHours(usualHour, 0, 0, 0);
	return at.getTime() > now ? at.toISOString() : null;
}
