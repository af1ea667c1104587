import { m } from '$paraglide/messages';
import type { Profile } from '$lib/api/types';

/** What somebody has done so far, as numbers with their names. */
export const countsOf = (stats: Profile['stats']): { label: string; value: number }[] => [
	{ label: m.account_count_races(), value: stats.race_count },
	{ label: m.account_count_solo(), value: stats.training_count },
	{ label: m.account_count_organized(), value: stats.organized_count },
	{ label: m.account_count_cast(), value: stats.casted_count }
];
