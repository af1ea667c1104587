import { expect, test, vi } from 'vitest';
import { ApiError } from '$lib/api/errors';
import type { uploadSeed } from '$lib/api/upload';
import { Uploads } from './uploads.svelte';

const zip = (name: string, size = 1) => new File(['x'.repeat(size)], name);
const seed = { pool_name: 'p', file: 'f', bytes: 1, sha256: '', total_layers: 3, notes: ['odd'] };

test('files are sent one after the other, and a refusal stops none of the others', async () => {
	const sent: string[] = [];
	const send: typeof uploadSeed = async (pool, file, onsent) => {
		sent.push(`${pool}/${file.name}`);
		onsent(0.5);
		expect(uploads.list.filter(({ state }) => state === 'sending')).toHaveLength(1);
		onsent(1);
		expect(uploads.list.filter(({ state }) => state === 'checking')).toHaveLength(1);
		if (file.name === 'bad.zip') throw new ApiError(422, 'No zip.');
		return seed;
	};
	const added = vi.fn();
	const uploads = new Uploads(added, send);
	uploads.add('a', [zip('1.zip'), zip('bad.zip'), zip('large.zip', 11)], 10);
	uploads.add('b', [zip('2.zip')], 10);
	await vi.waitFor(() => expect(uploads.busy).toBe(false));
	expect(sent).toEqual(['a/1.zip', 'a/bad.zip', 'b/2.zip']);
	expect(uploads.list.map(({ state }) => state)).toEqual(['done', 'failed', 'failed', 'done']);
	expect(uploads.list.map(({ remark }) => remark)).toEqual([
		'odd',
		'No zip.',
		'Larger than the 0 MB allowed.',
		'odd'
	]);
	expect(added).toHaveBeenCalledTimes(2);
	uploads.tidy();
	expect(uploads.list).toEqual([]);
});

test('what is given up ends, and what waits is never begun', async () => {
	let begun = 0;
	const send: typeof uploadSeed = (_pool, _file, _onsent, signal) => {
		begun += 1;
		return new Promise((_, reject) =>
			signal.addEventListener('abort', () => reject(new Error('cancelled')))
		);
	};
	const uploads = new Uploads(() => undefined, send);
	uploads.add('a', [zip('1.zip'), zip('2.zip')], 10);
	uploads.cancelAll();
	await vi.waitFor(() => expect(uploads.busy).toBe(false));
	expect(begun).toBe(1);
	expect(uploads.list.map(({ state }) => state)).toEqual(['failed', 'failed']);
});
