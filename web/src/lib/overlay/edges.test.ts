import { expect, test } from 'vitest';
import { beyondEdges, followedEdge } from './edges';

test.each([
	['in the middle', [400, 600], 600, 250],
	['at the start', [0, 20], 20, 0],
	['at the end', [1900, 2000], 2000, 1500],
	['with the leader far ahead', [100, 100, 100, 900], 900, 450],
	['before anybody plays', [], 0, 0]
])('the window %s', (_, playing, leader, edge) => {
	expect(followedEdge(playing, leader, 100, 500, 2000)).toBe(edge);
});

const window = { left: 500, width: 800, height: 600 };
const at = (id: string, x: number, y: number) => ({ id, x, y });

test.each([
	['nobody', [], []],
	['those in sight have no name at an edge', [at('a', 500, 100), at('b', 1300, 100)], []],
	[
		'each side has its own',
		[at('a', 100, 300), at('b', 1400, 300)],
		[
			{ id: 'a', side: 'left', top: 300 },
			{ id: 'b', side: 'right', top: 300 }
		]
	],
	[
		'names stand below each other',
		[at('a', 100, 300), at('b', 90, 300), at('c', 80, 310)],
		[
			{ id: 'a', side: 'left', top: 300 },
			{ id: 'b', side: 'left', top: 320 },
			{ id: 'c', side: 'left', top: 340 }
		]
	],
	[
		'and keep away from the corners',
		[at('a', 100, 0), at('b', 90, 600), at('c', 80, 600)],
		[
			{ id: 'a', side: 'left', top: 30 },
			{ id: 'b', side: 'left', top: 550 },
			{ id: 'c', side: 'left', top: 570 }
		]
	]
])('%s', (_, players, names) => expect(beyondEdges(players, window, 20)).toEqual(names));

test('no more names than there is room for', () => {
	const crowd = Array.from({ length: 60 }, (_, i) => at(String(i), 0, 300));
	const tops = beyondEdges(crowd, window, 20).map(({ top }) => top);
	expect(tops).toHaveLength(27);
	expect(Math.min(...tops)).toBeGreaterThanOrEqual(30);
	expect(Math.max(...tops)).toBeLessThanOrEqual(570);
	expect(new Set(tops).size).toBe(27);
});
