/** Times, counts and words for the visitor. Every function is pure; "now" is an argument. */
import type { ParticipantStatus, RaceStatus } from '$lib/api/types';

const two = (value: number) => String(value).padStart(2, '0');

/** An in-game time: `M:SS`, from one hour on `H:MM:SS`. Negative input reads as zero. */
export function formatIgt(ms: number): string {
	const seconds = Math.floor(Math.max(ms, 0) / 1000);
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A signed gap: `+0:18` behind, `−0:02` ahead. */
export function formatGap(ms: number): string {
	const text = formatIgt(Math.abs(ms));
	return ms < 0 && text !== '0:00' ? `−${text}` : `+${text}`;
}

/** A wall clock of a running race: `HH:MM:SS`. */
export function formatElapsed(ms: number): string {
	const seconds = Math.floor(Math.max(ms, 0) / 1000);
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `standard` or `boss_shuffle` as a title: `Boss Shuffle`. */
export function poolTitle(name: string): string {
	return name
		.split('_')
		.filter((word) => word !== '')
		.map((word) => word[0]?.toUpperCase() + word.slice(1))
		.join(' ');
}

/** 1st, 2nd, 3rd, 4th, … 11th, 12th, 13th, … 21st. */
export function ordinal(place: number): string {
	const lastTwo = place % 100;
	if (lastTwo >= 11 && lastTwo <= 13) return `${place}th`;
	return `${place}${['th', 'st', 'nd', 'rd'][place % 10] ?? 'th'}`;
}

/** Where a participant is, `12/30`; somebody who has not finished never reads as if. */
export function formatProgress(layer: number, total: number, status: ParticipantStatus): string {
	if (total <= 0) return '–';
	return status === 'finished' ? `${total}/${total}` : `${Math.min(layer + 1, total)}/${total}`;
}

/** Share of the track behind a participant, 0 to 1. Only a finish is 1. */
export function progressShare(layer: number, total: number, status: ParticipantStatus): number {
	if (status === 'finished') return 1;
	return total <= 0 ? 0 : Math.min(Math.max(layer, 0), total - 0.5) / total;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A past or future instant in a few words, seen from `now`; far ones become a date. */
export function formatRelative(iso: string, now: number): string {
	const at = Date.parse(iso);
	const ahead = at - now;
	if (ahead > day) return formatDateTime(iso);
	if (ahead > hour) return `In ${Math.floor(ahead / hour)}h`;
	if (ahead >= minute) return `In ${Math.floor(ahead / minute)}m`;
	if (ahead > 0) return 'In <1m';
	const ago = -ahead;
	if (ago < minute) return 'Just now';
	if (ago < hour) return `${Math.floor(ago / minute)}m ago`;
	if (ago < day) return `${Math.floor(ago / hour)}h ago`;
	if (ago < 7 * day) return `${Math.floor(ago / day)}d ago`;
	return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at);
}

/** A date and time in the visitor's zone. */
export function formatDateTime(iso: string): string {
	return new Intl.DateTimeFormat(undefined, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit'
	}).format(Date.parse(iso));
}

/** How old a message is, for the connection chip. */
export function formatAge(ms: number): string {
	const seconds = Math.floor(Math.max(ms, 0) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

export const raceStatusWords: Record<RaceStatus, string> = {
	setup: 'Upcoming',
	running: 'Live',
	finished: 'Finished'
};

export const participantStatusWords: Record<ParticipantStatus, string> = {
	registered: 'Registered',
	ready: 'Ready',
	playing: 'Racing',
	finished: 'Finished',
	abandoned: 'Gave up'
};
