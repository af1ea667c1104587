/** What somebody did, as the line that is shown for it. */
import { m } from '$paraglide/messages';
import type { ActivityItem, RaceStatus } from '$lib/api/types';
import { formatIgt, ordinal } from '$lib/utils/format';

export interface ActivityLine {
	/** Unique within one feed. */
	key: string;
	/** What kind of deed, in a word or two. */
	deed: string;
	title: string;
	href: string;
	status: RaceStatus;
	/** 1 to 3 for a place on the podium, else null. */
	podium: number | null;
	details: string[];
}

export function lineOf(item: ActivityItem): ActivityLine {
	const key = `${item.type}-${item.race_id}-${item.date}-${item.user?.id ?? ''}`;
	const line = {
		key,
		title: item.race_name,
		href: `/race/${item.race_id}`,
		status: item.status,
		podium: null
	};
	switch (item.type) {
		case 'race_participant':
			return {
				...line,
				deed: item.status === 'finished' ? m.account_did_race() : m.account_racing(),
				...resultOf(item)
			};
		case 'race_organizer':
			return {
				...line,
				deed: item.status === 'finished' ? m.account_did_organize() : m.account_organizing(),
				details: [m.common_racers({ count: item.participant_count })]
			};
		case 'race_caster':
			return { ...line, deed: m.account_did_cast(), details: [] };
	}
}

type Run = Extract<ActivityItem, { type: 'race_participant' }>;

function resultOf(run: Run): { podium: number | null; details: string[] } {
	if (run.status === 'setup') return { podium: null, details: [] };
	const spent = [formatIgt(run.igt_ms), m.common_deaths({ count: run.death_count })];
	const place = run.placement ?? null;
	if (place !== null) {
		const rank = m.account_place_of({ place: ordinal(place), count: run.total_participants });
		return { podium: place <= 3 ? place : null, details: [rank, ...spent] };
	}
	return {
		podium: null,
		details: [...(run.status === 'finished' ? [m.account_dnf()] : []), ...spent]
	};
}
