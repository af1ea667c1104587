import { expect, test } from 'vitest';
import { Selection } from './selection.svelte';

test.each<[string, [string, boolean][], string[]]>([
	['one', [['a', false]], ['a']],
	[
		'another instead',
		[
			['a', false],
			['b', false]
		],
		['b']
	],
	[
		'the same again',
		[
			['a', false],
			['a', false]
		],
		[]
	],
	[
		'one more',
		[
			['a', false],
			['b', true]
		],
		['a', 'b']
	],
	[
		'one less',
		[
			['a', false],
			['b', true],
			['a', true]
		],
		['b']
	],
	[
		'one of several',
		[
			['a', true],
			['b', true],
			['a', false]
		],
		['a']
	]
])('%s', (_, presses, chosen) => {
	const selection = new Selection();
	for (const [id, more] of presses) selection.pick(id, more);
	expect([...selection.ids]).toEqual(chosen);
	selection.clear();
	expect(selection.ids.size).toBe(0);
});
