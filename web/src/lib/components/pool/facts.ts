import { m } from '$paraglide/messages';
import type { PoolConfig, PoolSummary } from '$lib/api/types';

type Fact = string | false | null | undefined;

const items = {
	Easy: m.manage_pool_items_easy,
	Normal: m.manage_pool_items_normal,
	Hard: m.manage_pool_items_hard
};
const majors = {
	Low: m.manage_pool_majors_low,
	Medium: m.manage_pool_majors_medium,
	High: m.manage_pool_majors_high
};

/** The settings of a pool that a racer asks about, in a few words each. */
export function poolFacts(config: PoolConfig | null): string[] {
	if (config === null) return [];
	const facts: Fact[] = [
		config.estimated_duration,
		layers(config),
		config.legacy_dungeons !== null && m.manage_pool_dungeons({ count: config.legacy_dungeons }),
		config.final_tier !== null && m.manage_pool_tier({ tier: config.final_tier }),
		config.major_boss_ratio !== null && majors[config.major_boss_ratio](),
		config.randomize_bosses && m.manage_pool_bosses(),
		config.items_randomized && config.item_difficulty !== null && items[config.item_difficulty](),
		config.weapon_upgrade !== null && m.manage_pool_upgrade({ level: config.weapon_upgrade }),
		config.auto_upgrade_weapons && m.manage_pool_auto_upgrade(),
		config.remove_requirements && m.manage_pool_no_requirements(),
		config.nerf_gargoyles && m.manage_pool_gargoyles()
	];
	return facts.filter((fact) => typeof fact === 'string');
}

function layers({ min_layers, max_layers }: PoolConfig): string | null {
	if (max_layers === null) {
		return min_layers === null ? null : m.manage_pool_layers({ layers: min_layers });
	}
	if (min_layers === null) return m.manage_pool_layers_up_to({ layers: max_layers });
	const range = min_layers === max_layers ? `${max_layers}` : `${min_layers}–${max_layers}`;
	return m.manage_pool_layers({ layers: range });
}

/** Pools in the order to show them: as their makers sorted them, then by name. */
export function sortedPools(
	pools: Record<string, PoolSummary>
): { name: string; pool: PoolSummary }[] {
	const rank = (pool: PoolSummary) => pool.pool_config?.sort_order ?? 99;
	return Object.entries(pools)
		.map(([name, pool]) => ({ name, pool }))
		.sort((a, b) => rank(a.pool) - rank(b.pool) || a.name.localeCompare(b.name));
}
