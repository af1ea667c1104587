import { expect, test } from 'vitest';
import { Pages } from './pages.svelte';

test('parts follow each other, and a failure keeps what is known', async () => {
	let broken = false;
	const pages = new Pages<number>(async (offset) => {
		if (broken) throw new Error('no');
		return { items: [offset, offset + 1], more: offset < 2 };
	}, String);
	expect(pages.items).toBeNull();
	await pages.next();
	expect([pages.items, pages.more]).toEqual([[0, 1], true]);
	broken = true;
	await pages.next();
	expect([pages.items, pages.error]).toEqual([[0, 1], 'no']);
	broken = false;
	await pages.next();
	expect([pages.items, pages.more, pages.error]).toEqual([[0, 1, 2, 3], false, null]);
});

test('a second wish while one is under way asks nothing', async () => {
	let asked = 0;
	const pages = new Pages<number>(async () => {
		asked += 1;
		return { items: [asked], more: true };
	}, String);
	await Promise.all([pages.next(), pages.next()]);
	expect([asked, pages.items]).toEqual([1, [1]]);
});

test('what comes twice because the list has grown is shown once', async () => {
	const list = ['c', 'b', 'a'];
	const pages = new Pages<string>(
		async (offset) => ({
			items: list.slice(offset, offset + 2),
			more: offset + 2 < list.length
		}),
		(item) => item
	);
	await pages.next();
	list.unshift('d');
	await pages.next();
	expect([pages.items, pages.more]).toEqual([['c', 'b', 'a'], false]);
});
