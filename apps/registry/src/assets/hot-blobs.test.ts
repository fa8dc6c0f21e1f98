import { Readable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import { createHotBlobs } from './hot-blobs.ts';

let stored: Map<string, string>;
let opened: string[];
beforeEach(() => {
	stored = new Map([
		['one', 'bytes of one'],
		['two', 'bytes of two'],
	]);
	opened = [];
});

const hot = (limit?: number) =>
	createHotBlobs({
		limit,
		blobs: {
			async open(key) {
				opened.push(key);
				const text = stored.get(key);
				return text === undefined ? null : { stream: Readable.from([Buffer.from(text)]), size: text.length };
			},
		},
	});
const found = { size: 12, storedAt: 1 };

it('reads a blob once, also for many who ask at the same time', async () => {
	const blobs = hot();
	const read = await Promise.all(Array.from({ length: 10 }, () => blobs.read('one', found)));
	expect(read.map(String)).toEqual(Array(10).fill('bytes of one'));
	await blobs.read('one', found);
	expect(opened).toEqual(['one']);
});

it('reads it again when it was stored anew', async () => {
	const blobs = hot();
	await blobs.read('one', found);
	stored.set('one', 'other bytes!');
	expect(String(await blobs.read('one', { size: 12, storedAt: 2 }))).toBe('other bytes!');
});

it('keeps what was read last within its limit, and nothing without one', async () => {
	const blobs = hot(12);
	for (const key of ['one', 'one', 'two', 'two', 'one']) await blobs.read(key, found);
	expect(opened).toEqual(['one', 'two', 'one']);
	expect(await hot(0).read('one', found)).toBeNull();
});

it('leaves to the storage what is too large, gone, or of another size than was said', async () => {
	const blobs = hot();
	expect(await blobs.read('one', { size: 1024 * 1024 + 1, storedAt: 1 })).toBeNull();
	expect(await blobs.read('gone', found)).toBeNull();
	expect(await blobs.read('one', { size: 11, storedAt: 1 })).toBeNull();
});
