/** What a numbered tick makes of the standings. */
import type { ParticipantInfo, Tick } from '$lib/api/types';

/** Fields of which a tick has pairs: a player, and the new value. */
const columns = [
	'status',
	'igt_ms',
	'death_count',
	'gap_ms',
	'current_zone',
	'current_layer',
	'current_layer_tier',
	'layer_entry_igt',
	'mod_connected'
] as const satisfies (keyof Tick & keyof ParticipantInfo)[];

/** Everybody after the tick. Whoever has not changed stays the same object. */
export function afterTick(before: ParticipantInfo[], tick: Tick): ParticipantInfo[] {
	const rows = new Map(before.map((row) => [row.color_index, row]));
	for (const player of tick.players ?? []) rows.set(player.color_index, player);
	const change = (number: number, changes: Partial<ParticipantInfo>) => {
		const row = rows.get(number);
		if (row !== undefined) rows.set(number, { ...row, ...changes });
	};
	for (const field of columns) {
		for (const [number, value] of tick[field] ?? []) change(number, { [field]: value });
	}
	for (const [number, place, visit] of tick.visits ?? []) {
		const history = [...(rows.get(number)?.zone_history ?? [])];
		history[place] = visit;
		change(number, { zone_history: history });
	}
	const order = tick.order ?? before.map(({ color_index }) => color_index);
	return order.flatMap((number) => rows.get(number) ?? []);
}
