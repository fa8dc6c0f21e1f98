import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { describeBlobStore } from './blob-store.conformance.ts';
import { createFolderBlobStore } from './folder-blob-store.ts';

const openTemporary = async () => {
	const root = await mkdtemp(join(tmpdir(), 'flotilla-blobs-'));
	const folder = join(root, 'blobs');
	return {
		folder,
		store: createFolderBlobStore({ folder }),
		storedNames: async () => {
			await mkdir(folder, { recursive: true });
			const entries = await readdir(folder, { recursive: true, withFileTypes: true });
			return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
		},
		async place(bytes: Buffer) {
			const path = join(root, randomUUID());
			await writeFile(path, bytes);
			return path;
		},
		leaveUnfinished: () => writeFile(join(folder, 'incoming', randomUUID()), 'half of'),
		dispose: () => rm(root, { recursive: true, force: true }),
	};
};

describeBlobStore('a folder', openTemporary);

it('heals a damaged file when its bytes are stored again', async () => {
	const { folder, store, dispose } = await openTemporary();
	try {
		const bytes = Buffer.from('whole again');
		const key = createHash('sha256').update(bytes).digest('hex');
		await store.put(Readable.from([bytes]));
		await writeFile(join(folder, key.slice(0, 2), key), 'who');
		await store.put(Readable.from([bytes]));
		const opened = await store.open(key);
		expect(opened && (await buffer(opened.stream)).toString()).toBe('whole again');
	} finally {
		await dispose();
	}
});
