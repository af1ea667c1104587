import { expect, test } from 'vitest';
import { participant } from '$lib/live/sample';
import { parseGraph, type SeedGraph } from './graph';
import { arrangeLanes } from './lanes';
import { layoutMap } from './layout';
import { smallGraph } from './sample';
import { foundBy, inSight } from './veil';

const graph = parseGraph(smallGraph) as SeedGraph;
const lay = (seen: SeedGraph) => layoutMap(seen, arrangeLanes(seen), { width: 1000, height: 600 });

test('a racer sees what they found, unnamed neighbours, and nothing else', () => {
	const own = participant('x', {
		current_zone: 'a2',
		zone_history: [{ node_id: 'start', igt_ms: 0 }]
	});
	const seen = foundBy(own, graph);
	expect(seen.byId.get('a2')).toBe(graph.byId.get('a2'));
	expect(seen.byId.get('b1')).toMatchObject({
		hidden: true,
		far: false,
		name: '',
		kind: 'unknown'
	});
	expect(seen.byId.get('c3')).toMatchObject({ hidden: true, far: true, name: '' });
	const layout = inSight(lay(seen));
	expect(layout.nodes.map(({ node }) => node.id)).toEqual(['start', 'a1', 'a2', 'b1']);
	expect(layout.routes.map(({ from, to }) => `${from}-${to}`)).toEqual([
		'start-a1',
		'start-a2',
		'a2-b1'
	]);
});

test('what is found does not move anything', () => {
	const whole = lay(graph);
	const seen = inSight(lay(foundBy(participant('x'), graph)));
	for (const { node, x, y } of seen.nodes) {
		expect(whole.byId.get(node.id)).toMatchObject({ x, y });
	}
	expect(inSight(whole)).toBe(whole);
});
