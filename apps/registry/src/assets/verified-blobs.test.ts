import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type BlobStore, openBlobStore } from '@flotilla/server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createVerifiedBlobs } from './verified-blobs.ts';

let folder: string;
let stored: BlobStore;
let opened: string[];
let clock: number;
let texts = 0;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-verified-'));
	const { blobs } = await openBlobStore({ folder });
	stored = {
		...blobs,
		open(key, range) {
			opened.push(key);
			return blobs.open(key, range);
		},
	};
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
	opened = [];
	clock = 1_000_000;
});

const verified = (options: { verifyInterval?: number } = {}) =>
	createVerifiedBlobs({ blobs: stored, now: () => clock, ...options });
/** A blob that was stored before this store was opened. */
const blob = async (): Promise<string> => {
	texts += 1;
	return (await stored.put(Readable.from([`text ${texts}`]))).key;
};
const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
const flip = async (key: string): Promise<void> => {
	const bytes = await readFile(pathOf(key));
	bytes[0] = (bytes[0] ?? 0) ^ 1;
	await writeFile(pathOf(key), bytes);
};

it('a blob with one other bit is not there, until its bytes are stored again', async () => {
	const key = await blob();
	const blobs = verified();
	expect(await blobs.stat(key)).not.toBeNull();
	const text = await readFile(pathOf(key));
	await flip(key);
	// On a coarse file system both could be of the same moment.
	await utimes(pathOf(key), 1, 1);
	expect(await blobs.stat(key)).toBeNull();
	expect(await blobs.stat(key)).toBeNull();
	await blobs.put(Readable.from([text]), { expectedSha256: key });
	expect(await blobs.stat(key)).not.toBeNull();
});

it('is read once for all who ask for it at the same time, and for those who ask later', async () => {
	const key = await blob();
	const blobs = verified();
	const found = await Promise.all(Array.from({ length: 20 }, () => blobs.stat(key)));
	expect(found.every((one) => one !== null)).toBe(true);
	await blobs.stat(key);
	expect(opened).toEqual([key]);
});

it('is not read again when it was stored through it', async () => {
	const blobs = verified();
	const { key } = await blobs.put(Readable.from(['stored through it']));
	expect(await blobs.stat(key)).not.toBeNull();
	expect(opened).toEqual([]);
});

it('is read again when the interval is over, and then also what hides its change is found', async () => {
	const key = await blob();
	const blobs = verified({ verifyInterval: 1_000 });
	await utimes(pathOf(key), 1_000, 1_000);
	await blobs.stat(key);
	await flip(key);
	await utimes(pathOf(key), 1_000, 1_000);
	clock += 999;
	expect(await blobs.stat(key)).not.toBeNull();
	clock += 1;
	expect(await blobs.stat(key)).toBeNull();
});

it('is read each time without an interval', async () => {
	const key = await blob();
	const blobs = verified({ verifyInterval: 0 });
	for (let time = 0; time < 3; time += 1) await blobs.stat(key);
	expect(opened).toEqual([key, key, key]);
});

it('what is not there is not there', async () => {
	expect(await verified().stat('0'.repeat(64))).toBeNull();
});
