import { describe, expect, test } from 'vitest';
import { countCrossings, orderColumns } from './order';

const edges = (...pairs: string[]) =>
	pairs.map((pair) => {
		const [from = '', to = ''] = pair.split('-');
		return { from, to };
	});

/** Columns of ids from a drawing such as `a|bc|de`. */
const columns = (drawing: string) => drawing.split('|').map((column) => [...column]);

describe('orderColumns', () => {
	test.each([
		['two crossing lanes come apart', 'ab|cd', edges('a-d', 'b-c'), 0],
		[
			'a braid over three columns',
			'abc|def|ghi',
			edges('a-f', 'b-e', 'c-d', 'd-g', 'e-h', 'f-i'),
			0
		],
		['what cannot be drawn flat crosses once', 'ab|cd', edges('a-c', 'a-d', 'b-c', 'b-d'), 1],
		[
			'wide columns fall back to sweeping',
			'abcdefg|hijklmn',
			edges('a-n', 'b-m', 'c-l', 'd-k', 'e-j', 'f-i', 'g-h'),
			0
		],
		['nothing to do', 'a|b', edges('a-b'), 0]
	])('%s', (_, drawing, links, crossings) => {
		const before = columns(drawing);
		const after = orderColumns(before, links);
		expect(countCrossings(after, links)).toBe(crossings);
		expect(after.map((column) => [...column].sort())).toEqual(before.map((c) => [...c].sort()));
	});

	test('no order of small columns is better', () => {
		const start = columns('abc|def|ghi');
		const links = edges(
			'a-e',
			'a-f',
			'b-d',
			'b-f',
			'c-d',
			'c-e',
			'd-i',
			'e-g',
			'e-i',
			'f-h',
			'f-g'
		);
		const orders = (column: string[]): string[][] =>
			column.length < 2
				? [column]
				: column.flatMap((id) =>
						orders(column.filter((other) => other !== id)).map((rest) => [id, ...rest])
					);
		const [first = [], second = [], third = []] = start;
		const best = Math.min(
			...orders(first).flatMap((x) =>
				orders(second).flatMap((y) => orders(third).map((z) => countCrossings([x, y, z], links)))
			)
		);
		expect(countCrossings(orderColumns(start, links), links)).toBe(best);
	});

	test('the same graph is always drawn the same way', () => {
		const links = edges('a-d', 'b-c', 'a-c');
		expect(orderColumns(columns('ab|cd'), links)).toEqual(orderColumns(columns('ab|cd'), links));
	});
});
