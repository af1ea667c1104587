import type { PoolConfig, PoolSummary } from '$lib/api/types';

/** The settings of a pool that a racer asks about, in a few words each. */
export function poolFacts(config: PoolConfig | null): string[] {
	if (config === null) return [];
	const facts = [
		config.estimated_duration,
		layers(config),
		config.legacy_dungeons === null
			? null
			: `${config.legacy_dungeons} legacy dungeon${config.legacy_dungeons === 1 ? '' : 's'}`,
		config.final_tier === null ? null : `final tier ${config.final_tier}`,
		config.randomize_bosses ? 'bosses shuffled' : null,
		config.items_randomized && config.item_difficulty !== null
			? `${config.item_difficulty.toLowerCase()} items`
			: null
	];
	return facts.filter((fact) => fact !== null);
}

function layers({ min_layers, max_layers }: PoolConfig): string | null {
	if (min_layers === null && max_layers === null) return null;
	if (min_layers === max_layers || max_layers === null) return `${min_layers} layers`;
	return min_layers === null ? `up to ${max_layers} layers` : `${min_layers}–${max_layers} layers`;
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
