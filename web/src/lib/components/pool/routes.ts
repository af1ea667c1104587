import { m } from '$paraglide/messages';
import type { PoolRoutes } from '$lib/api/types';
import { formatNumber } from '$lib/i18n/intl';

const percent = (share: number): string =>
	formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });

/** Shares below this read as zero. */
const leastShare = 0.005;

/** How fair the seeds of a pool are, in sentences; none when there is nothing to tell yet. */
export function routeWords({ seeds, shortest, likely, spread, branching }: PoolRoutes): string[] {
	const usual = likely.min + likely.max;
	if (usual <= 0) return [];
	const saved = 1 - (shortest.min + shortest.max) / usual;
	return [
		spread < leastShare ? m.manage_pool_even() : m.manage_pool_spread({ percent: percent(spread) }),
		...(saved < leastShare ? [] : [m.manage_pool_shortest({ percent: percent(saved) })]),
		...(seeds > 1 && likely.min > 0 && likely.max / likely.min - 1 >= leastShare
			? [m.manage_pool_seeds_differ({ percent: percent(likely.max / likely.min - 1) })]
			: []),
		m.manage_pool_ways({
			count: formatNumber(branching, { maximumFractionDigits: 1 })
		})
	];
}
