/** Times, counts and words for the visitor. Every function is pure; "now" is an argument. */
import { m } from '$paraglide/messages';
import type { ParticipantStatus, RaceStatus, TrainingStatus } from '$lib/api/types';
import { formatDate, formatNumber } from '$lib/i18n/intl';

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

/** `standard` or `boss_shuffle` as a title: `Boss Shuffle`. Pools for playing alone lose their prefix. */
export function poolTitle(name: string): string {
	return name
		.replace(/^training_/, '')
		.split('_')
		.filter((word) => word !== '')
		.map((word) => word[0]?.toUpperCase() + word.slice(1))
		.join(' ');
}

/** A length in bytes as people read it, in megabytes. */
export const formatSize = (bytes: number): string =>
	formatNumber(bytes / 1e6, {
		style: 'unit',
		unit: 'megabyte',
		maximumFractionDigits: bytes < 1e7 ? 1 : 0
	});

/** A rank in words: 1st, 2nd, 3rd, … 11th, … 21st. */
export const ordinal = (place: number): string => m.common_place({ place });

/** Where a participant is, `12/30`; nowhere before their first step. */
export function formatProgress(layer: number, total: number, status: ParticipantStatus): string {
	if (total <= 0 || status === 'registered' || status === 'ready') return '–';
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
	const ahead = Date.parse(iso) - now;
	if (ahead > day) return formatDateTime(iso);
	if (ahead > hour) return m.common_in_hours({ count: Math.floor(ahead / hour) });
	if (ahead >= minute) return m.common_in_minutes({ count: Math.floor(ahead / minute) });
	if (ahead > 0) return m.common_in_moments();
	const ago = -ahead;
	if (ago < minute) return m.common_just_now();
	if (ago < hour) return m.common_minutes_ago({ count: Math.floor(ago / minute) });
	if (ago < day) return m.common_hours_ago({ count: Math.floor(ago / hour) });
	if (ago < 7 * day) return m.common_days_ago({ count: Math.floor(ago / day) });
	return formatDate(iso);
}

/** A date and time in the visitor's zone. */
export function formatDateTime(iso: string): string {
	return formatDate(iso, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit'
	});
}

/** How old a message is, for the connection chip. */
export function formatAge(ms: number): string {
	const seconds = Math.floor(Math.max(ms, 0) / 1000);
	return seconds < 60
		? m.common_age_seconds({ count: seconds })
		: m.common_age_minutes({ count: Math.floor(seconds / 60) });
}

const raceStatusWords: Record<RaceStatus, () => string> = {
	setup: m.common_race_setup,
	running: m.common_race_running,
	finished: m.common_race_finished
};

export const raceStatusWord = (status: RaceStatus): string => raceStatusWords[status]();

const participantStatusWords: Record<ParticipantStatus, () => string> = {
	registered: m.common_participant_registered,
	ready: m.common_participant_ready,
	playing: m.common_participant_playing,
	finished: m.common_participant_finished,
	abandoned: m.common_participant_abandoned
};

export const participantStatusWord = (status: ParticipantStatus): string =>
	participantStatusWords[status]();

const trainingStatusWords: Record<TrainingStatus, () => string> = {
	active: m.solo_active,
	finished: m.solo_finished,
	abandoned: m.solo_abandoned
};

export const trainingStatusWord = (status: TrainingStatus): string => trainingStatusWords[status]();
