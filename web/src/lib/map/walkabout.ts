/** Moving from node to node with the arrow keys. */
import type { MapLayout } from './layout';

const directions: Record<string, readonly [number, number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

/**
 * The node that a key leads to from `id`: the nearest one within 60° of the arrow, the first or
 * last for Home and End; `id` itself when there is none, null for any other key.
 */
export function stepTo(layout: MapLayout, id: string, key: string): string | null {
	if (key === 'Home') return layout.nodes[0]?.node.id ?? id;
	if (key === 'End') return layout.nodes.at(-1)?.node.id ?? id;
	const direction = directions[key];
	const here = layout.byId.get(id);
	if (direction === undefined || here === undefined) return null;
	let [best, distance] = [id, Number.POSITIVE_INFINITY];
	for (const { node, x, y } of layout.nodes) {
		const along = (x - here.x) * direction[0] + (y - here.y) * direction[1];
		const aside = Math.abs((x - here.x) * direction[1]) + Math.abs((y - here.y) * direction[0]);
		if (along <= 0 || aside > along * 1.75) continue;
		const far = along + aside * 2;
		if (far < distance) [best, distance] = [node.id, far];
	}
	return best;
}
