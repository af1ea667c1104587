/** A small seed for the tests: the shapes that matter without the size. */

const node = (type: string, layer: number, display_name: string) => ({ type, layer, display_name });
const edge = (from: string, to: string) => ({ from, to });

/** Six layers, widths 1-2-3-3-2-1; in document order the middle crosses, in the best it does not. */
export const smallGraph = {
	version: '4.4',
	nodes: {
		start: node('start', 0, 'Chapel of Anticipation'),
		a1: node('legacy_dungeon', 1, 'Stormveil Castle'),
		a2: node('mini_dungeon', 1, 'Limgrave - Coastal Cave'),
		b1: node('boss_arena', 2, 'Caelid - Gaol Cave - Frenzied Duelist'),
		b2: node('boss_arena', 2, 'Ancestor Spirit'),
		b3: node('mini_dungeon', 2, 'Stormhill - Deathtouched Catacombs'),
		c1: node('major_boss', 3, 'Godskin Duo'),
		c2: node('major_boss', 3, 'Commander Niall'),
		c3: node('major_boss', 3, 'Mohg, the Omen'),
		d1: node('mini_dungeon', 4, 'Ainsel River Main'),
		d2: node('mini_dungeon', 4, 'Nokron from Limgrave'),
		end: node('final_boss', 5, "Midra's Manse - Midra, Lord of Frenzied Flame")
	},
	edges: [
		edge('start', 'a1'),
		edge('start', 'a2'),
		edge('a1', 'b3'),
		edge('a1', 'b2'),
		edge('a2', 'b1'),
		edge('b1', 'c3'),
		edge('b2', 'c2'),
		edge('b3', 'c1'),
		edge('c1', 'd2'),
		edge('c2', 'd2'),
		edge('c3', 'd1'),
		edge('d1', 'end'),
		edge('d2', 'end')
	]
};

/** `layers` layers of `width` nodes with long names, densely joined: the worst that a map has to bear. */
export function denseGraph(layers: number, width: number) {
	const ids = Array.from({ length: layers }, (_, layer) =>
		Array.from(
			{ length: layer === 0 || layer === layers - 1 ? 1 : width },
			(_, i) => `n${layer}_${i}`
		)
	);
	return {
		nodes: Object.fromEntries(
			ids.flatMap((column, layer) =>
				column.map((id) => [
					id,
					node(
						layer === 0 ? 'start' : layer === layers - 1 ? 'final_boss' : 'boss_arena',
						layer,
						'Altus Plateau - Perfumer Tricia and Misbegotten Warrior'
					)
				])
			)
		),
		edges: ids
			.slice(1)
			.flatMap((column, layer) =>
				column.flatMap((to, i) =>
					(ids[layer] ?? [])
						.filter(
							(_, j) => Math.abs(i - j) < 2 || ids[layer]?.length === 1 || column.length === 1
						)
						.map((from) => edge(from, to))
				)
			)
	};
}
