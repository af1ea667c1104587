import { describe, expect, test } from 'vitest';
import { parseGraph } from './graph';
import { smallGraph } from './sample';

describe('parseGraph', () => {
	test.each([[null], [undefined], ['x'], [{}], [{ nodes: [] }], [{ nodes: {} }]])(
		'%j draws nothing',
		(raw) => expect(parseGraph(raw)).toBeNull()
	);

	test('layers become columns from the start on', () => {
		const graph = parseGraph(smallGraph);
		expect(graph?.columns.map((column) => column.length)).toEqual([1, 2, 3, 3, 2, 1]);
		expect(graph?.start?.id).toBe('start');
		expect(graph?.byId.get('b1')).toMatchObject({ label: 'Frenzied Duelist', hidden: false });
		expect(graph?.veiled).toBe(false);
	});

	test('whatever is missing or unknown is survived', () => {
		const graph = parseGraph({
			nodes: {
				a: { type: 'start', display_name: 'Start' },
				b: { type: 'invented', layer: 2.5, tier: null, exits: 'none' },
				c: { layer: -1, display_name: 7, exits: [null, { to: 'gone', text: 'a gate' }] },
				d: 'not a node'
			},
			edges: [
				{ from: 'a', to: 'b' },
				{ from: 'a', to: 'b' },
				{ from: 'a', to: 'gone' },
				{ from: 'a', to: 'a' },
				null
			]
		});
		expect(graph?.nodes.map(({ id, kind, layer }) => [id, kind, layer])).toEqual([
			['a', 'start', 0],
			['b', 'unknown', 2],
			['c', 'unknown', 0]
		]);
		expect(graph?.edges).toEqual([{ from: 'a', to: 'b' }]);
		expect(graph?.byId.get('c')?.exits).toEqual([{ node: null, text: 'a gate' }]);
	});

	test('a masked graph is veiled and its places have no names', () => {
		const graph = parseGraph({
			nodes: {
				x1: { type: 'start', layer: 0, display_name: 'Chapel of Anticipation' },
				x2: { type: 'major_boss', layer: 1, display_name: '???' }
			},
			edges: [{ from: 'x1', to: 'x2' }]
		});
		expect(graph?.veiled).toBe(true);
		expect(graph?.byId.get('x2')).toMatchObject({ hidden: true, name: '', label: '' });
	});

	test.each([
		[{ randomized_boss: 'Margit' }, 'Margit'],
		[{ randomized_bosses: ['Margit', 'Morgott'] }, 'Margit / Morgott'],
		[{ boss_name: 'Place' }, ''],
		[{}, '']
	])('boss of %j is "%s"', (extra, boss) => {
		const graph = parseGraph({ nodes: { a: { display_name: 'A Place', ...extra } }, edges: [] });
		expect(graph?.nodes[0]?.boss).toBe(boss);
	});
});
