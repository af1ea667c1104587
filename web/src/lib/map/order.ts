/**
 * The order of nodes within their columns that crosses the fewest edges.
 *
 * Columns of a seed are narrow, so the best order of all columns together is found exactly: every
 * permutation of a column is a state, the edges between two columns are the cost of a step, and
 * the cheapest way through is a shortest path. Columns too wide for that keep the order of a
 * barycenter sweep.
 */

/** Widest column whose every permutation is tried: 120 of them. */
const exactWidth = 5;
/** One crossing weighs more than any sum of slopes. */
const crossingWeight = 10_000;
const sweeps = 8;

/** An edge between neighbouring columns, by index within each column. */
type Link = readonly [number, number];

/**
 * @param columns ids by column
 * @param edges pairs of ids in neighbouring columns, left one first
 * @returns the same columns, each in its best order; deterministic
 */
export function orderColumns(
	columns: string[][],
	edges: { from: string; to: string }[]
): string[][] {
	const links = linkColumns(columns, edges);
	const settled = sweep(columns, links);
	// A candidate gives the position of each node of its column.
	const candidates = columns.map((column, at) =>
		column.length <= exactWidth ? permutations(column.length) : [settled[at] ?? []]
	);
	const best = cheapest(candidates, links);
	return columns.map((column, at) => arrange(column, best[at] ?? []));
}

/** How many pairs of edges cross. */
export function countCrossings(columns: string[][], edges: { from: string; to: string }[]): number {
	const links = linkColumns(columns, edges);
	const positions = columns.map((column) => column.map((_, i) => i));
	return links.reduce(
		(sum, gap, at) => sum + crossings(gap, positions[at] ?? [], positions[at + 1] ?? []),
		0
	);
}

function linkColumns(columns: string[][], edges: { from: string; to: string }[]): Link[][] {
	const place = new Map<string, [number, number]>();
	columns.forEach((column, c) => column.forEach((id, i) => place.set(id, [c, i])));
	const links: Link[][] = columns.slice(1).map(() => []);
	for (const { from, to } of edges) {
		const [a, b] = [place.get(from), place.get(to)];
		if (a !== undefined && b !== undefined && b[0] === a[0] + 1) links[a[0]]?.push([a[1], b[1]]);
	}
	return links;
}

function arrange(column: string[], position: number[]): string[] {
	const arranged = new Array<string>(column.length);
	column.forEach((id, i) => (arranged[position[i] ?? i] = id));
	return arranged;
}

function cheapest(candidates: number[][][], links: Link[][]): number[][] {
	let costs = (candidates[0] ?? []).map(() => 0);
	const origins: number[][] = [];
	links.forEach((gap, at) => {
		const [left, right] = [candidates[at] ?? [], candidates[at + 1] ?? []];
		const origin: number[] = [];
		costs = right.map((to, r) => {
			let best = Number.POSITIVE_INFINITY;
			left.forEach((from, l) => {
				const cost = (costs[l] ?? 0) + stepCost(gap, from, to);
				if (cost < best) [best, origin[r]] = [cost, l];
			});
			return best;
		});
		origins.push(origin);
	});
	let pick = costs.indexOf(Math.min(...costs));
	const picked: number[][] = [];
	for (let at = candidates.length - 1; at >= 0; at -= 1) {
		picked.unshift(candidates[at]?.[pick] ?? []);
		pick = origins[at - 1]?.[pick] ?? 0;
	}
	return picked;
}

function stepCost(gap: Link[], from: number[], to: number[]): number {
	const shift = (from.length - to.length) / 2;
	let slope = 0;
	for (const [a, b] of gap) slope += Math.abs((from[a] ?? 0) - (to[b] ?? 0) - shift);
	return crossings(gap, from, to) * crossingWeight + slope;
}

function crossings(gap: readonly Link[], from: number[], to: number[]): number {
	let count = 0;
	for (let i = 0; i < gap.length; i += 1) {
		const [a, b] = gap[i] as Link;
		for (let j = i + 1; j < gap.length; j += 1) {
			const [c, d] = gap[j] as Link;
			const left = (from[a] ?? 0) - (from[c] ?? 0);
			const right = (to[b] ?? 0) - (to[d] ?? 0);
			if (left * right < 0) count += 1;
		}
	}
	return count;
}

const permutationCache = new Map<number, number[][]>();

/** Every arrangement of 0..n−1, the given order first. */
function permutations(n: number): number[][] {
	const known = permutationCache.get(n);
	if (known !== undefined) return known;
	const result =
		n === 0
			? [[]]
			: permutations(n - 1).flatMap((rest) =>
					Array.from({ length: n }, (_, at) => rest.toSpliced(n - 1 - at, 0, n - 1))
				);
	permutationCache.set(n, result);
	return result;
}

/** Positions after ordering each column by the mean position of its neighbours, back and forth. */
function sweep(columns: string[][], links: Link[][]): number[][] {
	const positions = columns.map((column) => column.map((_, i) => i));
	for (let round = 0; round < sweeps; round += 1) {
		const forward = round % 2 === 0;
		for (let step = 1; step < columns.length; step += 1) {
			const at = forward ? step : columns.length - 1 - step;
			const other = positions[forward ? at - 1 : at + 1] ?? [];
			const gap = (forward ? links[at - 1] : links[at]) ?? [];
			positions[at] = byBarycenter(positions[at] ?? [], other, gap, forward);
		}
	}
	return positions;
}

function byBarycenter(own: number[], other: number[], gap: Link[], forward: boolean): number[] {
	const shift = (own.length - other.length) / 2;
	const means = own.map((position, i) => {
		const neighbours = gap
			.filter((link) => link[forward ? 1 : 0] === i)
			.map((link) => (other[link[forward ? 0 : 1]] ?? 0) + shift);
		return neighbours.length === 0
			? position
			: neighbours.reduce((sum, value) => sum + value, 0) / neighbours.length;
	});
	const order = own
		.map((_, i) => i)
		.sort((a, b) => (means[a] ?? 0) - (means[b] ?? 0) || (own[a] ?? 0) - (own[b] ?? 0));
	const result = new Array<number>(own.length);
	order.forEach((node, position) => (result[node] = position));
	return result;
}
