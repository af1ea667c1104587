import { m } from '$paraglide/messages';
import type { NodeKind } from './graph';

const words: Record<NodeKind, () => string> = {
	start: m.map_kind_start,
	mini_dungeon: m.map_kind_mini_dungeon,
	boss_arena: m.map_kind_boss_arena,
	major_boss: m.map_kind_major_boss,
	legacy_dungeon: m.map_kind_legacy_dungeon,
	final_boss: m.map_kind_final_boss,
	unknown: m.map_kind_unknown
};

/** The word for a kind of place, for people. */
export const kindWord = (kind: NodeKind): string => words[kind]();
