import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FilesList, StoredFile } from '@flotilla/contracts';
import { createFolderBlobStore } from '@flotilla/server';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendFiles, textFile } from '../testing/send-files.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	// Without a grace the sweep races every upload, which is the point here.
	started = await startApi({ orphanGrace: -60, restoreWindow: 0 });
	token = (await started.signIn('member@flotilla.test')).token;
});
afterAll(() => started.stop());

const blobs = () => createFolderBlobStore({ folder: join(started.dataFolder, 'blobs') });
const stored = async () => {
	const entries = await readdir(join(started.dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const upload = async (text: string): Promise<StoredFile> => {
	const [file] = await readData<StoredFile[]>(await sendFiles(started, [textFile(text)], { token }));
	if (file === undefined) throw new Error('One file was sent.');
	return file;
};
const remove = (id: string) => started.request(`/api/files/${id}`, { method: 'DELETE', token });

it('removes bytes that no row names, and none that one does', async () => {
	const text = `orphan ${randomUUID()}`;
	const kept = await upload(`kept ${randomUUID()}`);
	await blobs().put(Readable.from([Buffer.from(text)]));
	expect(await stored()).toContain(sha256(text));
	await started.api.sweepFiles();
	const left = await stored();
	expect(left).not.toContain(sha256(text));
	expect(left).toContain(kept.sha256);
	const { files } = await readData<FilesList>(await started.request('/api/files?limit=100', { token }));
	for (const file of files) expect((await started.request(file.url)).status).toBe(200);
});

it('loses no bytes that a file needs, whatever is uploaded, deleted and swept at the same time', async () => {
	const act = fc.record({
		act: fc.constantFrom('upload', 'upload', 'remove', 'sweep'),
		text: fc.integer({ min: 0, max: 2 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(act, { minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
			async (rounds) => {
				const run = randomUUID();
				const texts = [0, 1, 2].map((index) => `${run} ${index}`);
				const files: StoredFile[] = [];
				for (const round of rounds) {
					await Promise.all(
						round.map(async ({ act: what, text }) => {
							if (what === 'sweep') return started.api.sweepFiles();
							if (what === 'upload') return void files.push(await upload(texts[text] ?? ''));
							const victim = files.shift();
							if (victim !== undefined) expect((await remove(victim.id)).status).toBe(200);
							return undefined;
						}),
					);
					for (const file of files) {
						const content = await (await started.request(file.url)).text();
						expect(sha256(content)).toBe(file.sha256);
					}
				}
				for (const { id } of files) await remove(id);
				const left = new Set(await stored());
				for (const text of texts) expect(left.has(sha256(text))).toBe(false);
			},
		),
		{ numRuns: 12 },
	);
});
