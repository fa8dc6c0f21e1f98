import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore, ListedBlob } from './blob-store.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const absentKey = 'ab'.repeat(32);

export interface BlobStoreUnderTest {
	store: BlobStore;
	/** Every name under which bytes lie in the storage, unfinished ones included. */
	storedNames(): Promise<string[]>;
	/** Puts bytes where `adopt` can take them from, and says where that is. Not among the stored names. */
	place(bytes: Buffer): Promise<string>;
	/** Leaves what a put leaves whose process was killed. */
	leaveUnfinished(): Promise<void>;
	dispose(): Promise<void>;
}

/** What every `BlobStore` has to do, whatever it stores into. */
export const describeBlobStore = (name: string, create: () => Promise<BlobStoreUnderTest>): void => {
	describe(`${name} as a blob store`, () => {
		let underTest: BlobStoreUnderTest;
		let store: BlobStore;

		beforeEach(async () => {
			underTest = await create();
			store = underTest.store;
		});
		afterEach(() => underTest.dispose());

		const read = async (key: string, range?: { start: number; end: number }): Promise<Buffer | null> => {
			const opened = await store.open(key, range);
			return opened && (await buffer(opened.stream));
		};

		it.each([0, 1, 70_000, 3_000_000])('gives back %i bytes under their hash', async (length) => {
			const bytes = randomBytes(length);
			expect(await store.put(Readable.from([bytes]))).toEqual({ key: sha256(bytes), size: length });
			expect((await read(sha256(bytes)))?.equals(bytes)).toBe(true);
			expect(await store.stat(sha256(bytes))).toEqual({ size: length, storedAt: expect.any(Number) });
		});

		it('stores equal bytes once, also when they come at the same time', async () => {
			const bytes = randomBytes(200_000);
			await Promise.all(Array.from({ length: 8 }, () => store.put(Readable.from([bytes]))));
			expect(await underTest.storedNames()).toHaveLength(1);
			expect((await read(sha256(bytes)))?.equals(bytes)).toBe(true);
		});

		it('refuses bytes that do not have the expected hash and keeps nothing of them', async () => {
			const bytes = randomBytes(1000);
			await expect(store.put(Readable.from([bytes]), { expectedSha256: absentKey })).rejects.toMatchObject({
				name: 'BlobStoreError',
				code: 'HASH_MISMATCH',
			});
			expect(await store.stat(sha256(bytes))).toBeNull();
			expect(await store.stat(absentKey)).toBeNull();
			expect(await underTest.storedNames()).toEqual([]);
		});

		it('keeps nothing of a source that breaks off', async () => {
			const source = Readable.from(
				(async function* () {
					yield randomBytes(100_000);
					throw new Error('connection lost');
				})(),
			);
			await expect(store.put(source)).rejects.toThrow('connection lost');
			expect(await underTest.storedNames()).toEqual([]);
		});

		it('passes on the error of a source that fails at once', async () => {
			const source = new Readable({ read() {} });
			const stored = store.put(source);
			source.destroy(new Error('aborted'));
			await expect(stored).rejects.toThrow('aborted');
			expect(await underTest.storedNames()).toEqual([]);
		});

		it('shows nothing of a blob before it is complete', async () => {
			const [first, second] = [randomBytes(1000), randomBytes(1000)];
			const key = sha256(Buffer.concat([first, second]));
			let finish = (): void => {};
			const held = new Promise<void>((resolve) => {
				finish = resolve;
			});
			const source = Readable.from(
				(async function* () {
					yield first;
					await held;
					yield second;
				})(),
			);
			const stored = store.put(source, { expectedSha256: key });
			expect(await store.stat(key)).toBeNull();
			finish();
			await stored;
			expect(await store.stat(key)).toEqual({ size: 2000, storedAt: expect.any(Number) });
		});

		it.each([0, 100_000])('takes over %i bytes that lie beside it, and leaves them there', async (length) => {
			const bytes = randomBytes(length);
			const location = await underTest.place(bytes);
			// The second time is that of somebody who was killed after the first.
			for (let time = 0; time < 2; time++) {
				await store.adopt(location, sha256(bytes));
				expect((await read(sha256(bytes)))?.equals(bytes)).toBe(true);
				expect(await underTest.storedNames()).toHaveLength(1);
			}
			await store.remove(sha256(bytes));
			await store.adopt(location, sha256(bytes));
			expect(await store.stat(sha256(bytes))).toEqual({ size: length, storedAt: expect.any(Number) });
		});

		it('says that what it should take over is not there', async () => {
			const location = await underTest.place(randomBytes(10));
			await expect(store.adopt(`${location}-not`, absentKey)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
			expect(await underTest.storedNames()).toEqual([]);
		});

		it('lists every blob with its size and when it was stored', async () => {
			const listed = async () => {
				const all: ListedBlob[] = [];
				for await (const blob of store.list()) all.push(blob);
				return all;
			};
			expect(await listed()).toEqual([]);
			const before = Date.now();
			const stored = await Promise.all([10, 20, 30].map((length) => store.put(Readable.from([randomBytes(length)]))));
			const found = await listed();
			expect(new Map(found.map(({ key, size }) => [key, size]))).toEqual(
				new Map(stored.map(({ key, size }) => [key, size])),
			);
			// A file system or S3 may keep whole seconds only.
			for (const { storedAt } of found) expect(storedAt).toBeGreaterThan(before - 2000);
			for (const { key } of found) expect((await store.stat(key))?.storedAt).toBeGreaterThan(before - 2000);
		});

		it('removes what broken-off puts left, once it is old enough, and no blob', async () => {
			const { key } = await store.put(Readable.from([Buffer.from('stays')]));
			await underTest.leaveUnfinished();
			await store.removeStale(Date.now() - 60_000);
			expect(await underTest.storedNames()).toHaveLength(2);
			await store.removeStale(Date.now() + 60_000);
			expect(await underTest.storedNames()).toHaveLength(1);
			expect(await store.stat(key)).not.toBeNull();
		});

		it.each([
			{ start: 0, end: 0 },
			{ start: 10, end: 19 },
			{ start: 95, end: 500 },
		])('opens bytes $start to $end and says the size of the whole', async ({ start, end }) => {
			const bytes = randomBytes(100);
			const { key } = await store.put(Readable.from([bytes]));
			const opened = await store.open(key, { start, end });
			expect(opened?.size).toBe(100);
			expect(opened && (await buffer(opened.stream)).equals(bytes.subarray(start, end + 1))).toBe(true);
		});

		it('answers null for a blob that is not there', async () => {
			expect(await store.open(absentKey)).toBeNull();
			expect(await store.stat(absentKey)).toBeNull();
		});

		it('removes a blob, and a missing one without an error', async () => {
			const { key } = await store.put(Readable.from([Buffer.from('gone soon')]));
			await store.remove(key);
			await store.remove(key);
			expect(await store.stat(key)).toBeNull();
			expect(await read(key)).toBeNull();
		});

		it('lets a reader finish a blob that is removed while it is read', async () => {
			const bytes = randomBytes(1_000_000);
			const { key } = await store.put(Readable.from([bytes]));
			const opened = await store.open(key);
			await store.remove(key);
			expect(opened && (await buffer(opened.stream)).equals(bytes)).toBe(true);
		});

		it.each(['', '../../etc/passwd', 'AB'.repeat(32), `${'a'.repeat(63)}/`, `${'ab'.repeat(32)}\n`])(
			'refuses %j as a key',
			async (key) => {
				for (const attempt of [store.open(key), store.stat(key), store.remove(key), store.adopt('x', key)]) {
					await expect(attempt).rejects.toMatchObject({ code: 'INVALID_KEY' });
				}
				await expect(store.put(Readable.from([]), { expectedSha256: key })).rejects.toMatchObject({
					code: 'INVALID_KEY',
				});
			},
		);
	});
};
