/** What somebody did, as the line that is shown for it. */
import { m } from '$paraglide/messages';
import type { ActivityItem } from '$lib/api/types';
import {
	formatIgt,
	ordinal,
	poolTitle,
	raceStatusWord,
	trainingStatusWord
} from '$lib/utils/format';

export interface ActivityLine {
	/** Unique within one feed. */
	key: string;
	/** What kind of deed, in a word or two. */
	deed: string;
	title: string;
	href: string;
	/** Where it stands, while it is not simply over; null then. */
	state: { tone: 'mist' | 'live' | 'faint'; word: string } | null;
	/** 1 to 3 for a place on the podium, else null. */
	podium: number | null;
	details: string[];
}

export function lineOf(item: ActivityItem): ActivityLine {
	const who = item.user?.id ?? '';
	if (item.type === 'training') {
		return {
			key: `training-${item.session_id}-${who}`,
			title: poolTitle(item.pool_name),
			href: `/training/${item.session_id}`,
			podium: null,
			deed: m.account_did_solo(),
			state:
				item.status === 'finished'
					? null
					: {
							tone: item.status === 'active' ? 'live' : 'faint',
							word: trainingStatusWord(item.status)
						},
			details: [...spent(item), ...(item.exclude_from_stats ? [m.account_slow()] : [])]
		};
	}
	const over = item.status === 'finished';
	const line = {
		key: `${item.type}-${item.race_id}-${who}`,
		title: item.race_name,
		href: `/race/${item.race_id}`,
		podium: null,
		state: over
			? null
			: ({
					tone: item.status === 'running' ? 'live' : 'mist',
					word: raceStatusWord(item.status)
				} as const)
	};
	switch (item.type) {
		case 'race_participant':
			return {
				...line,
				deed: over ? m.account_did_race() : m.account_races(),
				...resultOf(item)
			};
		case 'race_organizer':
			return {
				...line,
				deed: over ? m.account_did_organize() : m.account_organizes(),
				details: [m.common_racers({ count: item.participant_count })]
			};
		case 'race_caster':
			return { ...line, deed: m.account_did_cast(), details: [] };
	}
}

type Run = Extract<ActivityItem, { type: 'race_participant' }>;

const spent = (run: { igt_ms: number; death_count: number }): string[] => [
	formatIgt(run.igt_ms),
	m.common_deaths({ count: run.death_count })
];

function resultOf(run: Run): { podium: number | null; details: string[] } {
	if (run.status === 'setup') return { podium: null, details: [] };
	const place = run.placement ?? null;
	if (place !== null) {
		const rank = m.account_place_of({ place: ordinal(place), count: run.total_participants });
		return { podium: place <= 3 ? place : null, details: [rank, ...spent(run)] };
	}
	const failed = run.status === 'finished' ? [m.account_dnf()] : [];
	return { podium: null, details: [...failed, ...spent(run)] };
}
