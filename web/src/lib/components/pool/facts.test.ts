import { expect, test } from 'vitest';
import type { PoolConfig, PoolSummary } from '$lib/api/types';
import { poolFacts, sortedPools } from './facts';

const empty: PoolConfig = {
	type: 'race',
	sort_order: 99,
	estimated_duration: null,
	description: null,
	legacy_dungeons: null,
	min_layers: null,
	max_layers: null,
	final_tier: null,
	weapon_upgrade: null,
	starting_items: null,
	care_package_items: null,
	care_package: null,
	items_randomized: null,
	auto_upgrade_weapons: null,
	remove_requirements: null,
	randomize_bosses: null,
	nerf_gargoyles: null,
	major_boss_ratio: null,
	item_difficulty: null
};

test.each([
	[{}, []],
	[{ min_layers: 10, max_layers: 15 }, ['10–15 layers']],
	[{ min_layers: 12, max_layers: 12 }, ['12 layers']],
	[{ min_layers: 12 }, ['12 layers']],
	[{ max_layers: 9 }, ['up to 9 layers']],
	[{ legacy_dungeons: 1, final_tier: 0 }, ['1 legacy dungeon', 'final tier 0']],
	[{ item_difficulty: 'Hard' }, []],
	[{ item_difficulty: 'Hard', items_randomized: true }, ['hard items']],
	[{ randomize_bosses: false, nerf_gargoyles: true }, ['gargoyle poison off']]
] as [Partial<PoolConfig>, string[]][])('%o reads %o', (changes, facts) => {
	expect(poolFacts({ ...empty, ...changes })).toEqual(facts);
});

test('a pool without settings says nothing and comes last', () => {
	const pool = (config: PoolConfig | null): PoolSummary => ({
		available: 1,
		consumed: 0,
		discarded: 0,
		played_by_user: null,
		pool_config: config,
		routes: null
	});
	expect(poolFacts(null)).toEqual([]);
	const pools = { b: pool(null), a: pool(null), z: pool({ ...empty, sort_order: 1 }) };
	expect(sortedPools(pools).map(({ name }) => name)).toEqual(['z', 'a', 'b']);
});
