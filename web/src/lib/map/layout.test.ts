import { describe, expect, test } from 'vitest';
import { parseGraph, type SeedGraph } from './graph';
import { labelSize } from './labels';
import { arrangeLanes } from './lanes';
import { labelBox, layoutMap, pathOf, type MapLayout, type Space } from './layout';
import { realGraphs } from './realGraphs';
import { denseGraph, smallGraph } from './sample';
import { stepTo } from './walkabout';

const read = (raw: unknown) => parseGraph(raw) as SeedGraph;

function lay(raw: unknown, space: Space): MapLayout {
	const graph = read(raw);
	return layoutMap(graph, arrangeLanes(graph), space);
}

interface Box {
	id: string;
	left: number;
	right: number;
	top: number;
	bottom: number;
}

const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Labels keep clear of each other, of other places and of the edges of the map. */
function checkLegible(layout: MapLayout) {
	const labels = layout.nodes.map((placed) => ({
		id: placed.node.id,
		...labelBox(layout.direction, placed)
	}));
	const marks = layout.nodes.map(({ node, x, y }) => ({
		id: node.id,
		left: x - 7,
		right: x + 7,
		top: y - 7,
		bottom: y + 7
	}));
	const clashes = labels.flatMap((label, i) =>
		[...labels.slice(i + 1), ...marks.filter(({ id }) => id !== label.id)]
			.filter((other) => overlap(label, other))
			.map((other) => `${label.id} and ${other.id}`)
	);
	expect(clashes).toEqual([]);
	for (const { left, right, bottom } of labels) {
		expect(left).toBeGreaterThanOrEqual(0);
		expect(right).toBeLessThanOrEqual(layout.width);
		expect(bottom).toBeLessThanOrEqual(layout.height);
	}
}

const desk: Space = { width: 1014, height: 690 };
/** The same page with the controls of a replay below the map. */
const replay: Space = { width: 1014, height: 606 };
const phone: Space = { width: 364, height: 0 };
const samples: [string, unknown][] = [
	['small', smallGraph],
	['30 layers of 4', denseGraph(30, 4)],
	['15 layers of 5', denseGraph(15, 5)],
	...realGraphs()
];

describe.each(samples)('%s', (_, raw) => {
	test.each([
		['desk', desk],
		['desk with a replay', replay],
		['phone', phone],
		['wide screen', { width: 1490, height: 860 }],
		['tablet', { width: 790, height: 0 }]
	])('is legible on a %s', (__, space) => checkLegible(lay(raw, space)));

	test('shows every node and every edge', () => {
		const graph = read(raw);
		const layout = lay(raw, desk);
		expect(layout.nodes.length).toBe(graph.nodes.length);
		expect(layout.routes.length).toBe(graph.edges.length);
	});

	test('every place can be reached with the arrow keys', () => {
		const layout = lay(raw, desk);
		const reached = new Set([layout.nodes[0]?.node.id ?? '']);
		for (const id of reached) {
			for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
				reached.add(stepTo(layout, id, key) ?? id);
			}
		}
		expect(reached.size).toBe(layout.nodes.length);
	});
});

test.each([
	['', desk],
	['also below a replay', replay]
])('thirty layers of four fit a laptop screen without scrolling %s', (_, space) => {
	const largest: [string, unknown][] = [['made up', denseGraph(30, 4)], ...realGraphs()];
	for (const [name, raw] of largest) {
		expect(lay(raw, space).height, name).toBeLessThanOrEqual(space.height);
	}
});

test('labels are never drawn smaller than 11 px', () =>
	expect(labelSize).toBeGreaterThanOrEqual(11));

describe.each([['made up', denseGraph(9, 3)] as [string, unknown], ...realGraphs()])(
	'what becomes known of %s',
	(_, raw) => {
		const whole = raw as { nodes: Record<string, object>; edges: { from: string; to: string }[] };
		const ids = Object.keys(whole.nodes);
		const node_keys = Object.fromEntries(ids.map((id, i) => [id, `n${(i * 7919) % ids.length}`]));
		const key = (id: string) => node_keys[id] ?? id;
		/** As the server hides it: keys for ids, in the order of the keys. */
		const hidden = {
			nodes: Object.fromEntries(
				ids
					.toSorted((a, b) => Number(key(a).slice(1)) - Number(key(b).slice(1)))
					.map((id) => [key(id), { ...whole.nodes[id], display_name: '???', exits: [] }])
			),
			edges: whole.edges
				.filter(({ from, to }) => from in node_keys && to in node_keys)
				.map(({ from, to }) => ({ from: key(from), to: key(to) }))
				.toReversed()
		};
		const drawing = (layout: MapLayout) =>
			new Map(layout.nodes.map(({ node, x, y }) => [node.key, { x, y }]));

		test('keeps its place in the drawing', () => {
			expect(drawing(lay({ ...whole, node_keys }, desk))).toEqual(drawing(lay(hidden, desk)));
		});
	}
);

test('a narrow screen reads from top to bottom', () => {
	const layout = lay(smallGraph, phone);
	expect(layout.direction).toBe('down');
	expect(layout.byId.get('end')?.y).toBeGreaterThan(layout.byId.get('start')?.y ?? 0);
});

test('rows run back and forth', () => {
	const layout = lay(denseGraph(12, 2), { width: 640, height: 0 });
	expect(layout.bands.map(({ forward }) => forward)).toEqual([true, false]);
	const [turn, next] = [layout.byId.get('n5_0'), layout.byId.get('n6_0')];
	expect(turn?.x).toBe(next?.x);
});

test('an edge that skips a layer passes between the nodes of that layer', () => {
	const layout = lay(
		{ ...smallGraph, edges: [...smallGraph.edges, { from: 'a1', to: 'd1' }] },
		desk
	);
	const route = layout.routes.find(({ from, to }) => from === 'a1' && to === 'd1');
	expect(route?.segments.length).toBe(3);
	expect(pathOf(route?.segments ?? []).match(/C/g)?.length).toBe(3);
	checkLegible(layout);
});

test('the largest seed is laid out in a blink', () => {
	const raw = denseGraph(30, 4);
	lay(raw, desk);
	const begun = performance.now();
	lay(raw, desk);
	expect(performance.now() - begun).toBeLessThan(250);
});
