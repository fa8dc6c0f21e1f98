import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createVideo, sha256Of, startUploads, type UploadWorld } from './start-uploads.ts';
import { soakUploads } from './uploads.ts';

const size = 6 * 1024 * 1024;
const tokenLife = 60;
/** Milliseconds: half of a large file takes seconds on a machine that has other work. */
const patience = { timeout: 15_000 };
let world: UploadWorld;
beforeAll(async () => {
	world = await startUploads({ accessTokenTtl: tokenLife, authenticationMemory: 0 });
});
afterAll(() => world.stop());

/** That the server has these bytes and no others. */
const expectEqual = async (id: string, file: File) => {
	const { api } = world.openPage();
	const stored = await api.files.read(id);
	const sent = await sha256Of(file);
	expect(stored).toMatchObject({ originalName: file.name, size: file.size, mimeType: 'video/mp4', sha256: sent });
	expect(await sha256Of(await api.files.download(stored))).toBe(sent);
};
const countFiles = async () => (await world.openPage().api.files.usage()).count;
const reserved = async () => (await world.openPage().api.files.usage()).reserved;
/** Runs once when half of it is through. */
const atHalf = (act: () => void) => {
	let done = false;
	return ({ percentage }: { percentage: number }) => {
		if (done || percentage < 50) return;
		done = true;
		act();
	};
};

describe('a large file', () => {
	it('arrives although the connection breaks in the middle, and goes on where it was', async () => {
		const file = createVideo(size);
		const requests: string[] = [];
		const { uploads, client } = world.openPage();
		const transmit = client.transmit;
		client.transmit = (address, options) => {
			requests.push(`${options.method} ${options.headers?.['Upload-Offset'] ?? ''}`);
			return transmit(address, options);
		};
		const handle = uploads.uploadFile(file, { onProgress: atHalf(() => world.relay.breakAll()) });
		const stored = await handle.result;
		await expectEqual(stored.id, file);
		expect(handle.state).toBe('done');
		expect(handle.progress).toMatchObject({ loaded: size, total: size, percentage: 100 });
		expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
		expect(requests.filter((request) => request.startsWith('HEAD'))).toHaveLength(1);
		expect(requests.filter((request) => request === 'PATCH 0')).toHaveLength(1);
	});

	it('waits while it is paused, and goes on', async () => {
		const file = createVideo(size);
		const handle = world.openPage().uploads.uploadFile(file, { onProgress: atHalf(() => handle.pause()) });
		await vi.waitUntil(() => handle.state === 'paused', patience);
		const { loaded } = handle.progress;
		expect(loaded).toBeLessThan(size);
		handle.resume();
		expect(handle.state).toBe('uploading');
		await expectEqual((await handle.result).id, file);
	});

	it('goes on with a renewed token when its own ends in the middle', async () => {
		const file = createVideo(size);
		const before = world.renewals;
		const onProgress = atHalf(() => world.started.passTime(tokenLife + 1));
		const { id } = await world.openPage().uploads.uploadFile(file, { onProgress }).result;
		await expectEqual(id, file);
		expect(world.renewals).toBe(before + 1);
	});

	it('goes on after a reload when it is chosen again', async () => {
		const file = createVideo(size, 'reloaded.mp4');
		const first = world.openPage().uploads;
		const handle = first.uploadFile(file, { onProgress: atHalf(() => handle.pause()) });
		await vi.waitUntil(() => handle.state === 'paused', patience);

		const second = world.openPage().uploads;
		const [begun] = second.listResumable();
		expect(begun).toMatchObject({ filename: 'reloaded.mp4', size, startedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
		const offsets: number[] = [];
		const { id } = await second.uploadFile(file, { onProgress: ({ loaded }) => offsets.push(loaded) }).result;
		expect(id).toBe(begun?.id);
		expect(offsets[0]).toBeGreaterThan(0);
		await expectEqual(id, file);
		expect(second.listResumable()).toEqual([]);
	});

	it('fails when the network is gone for long, and goes on when it is tried again', async () => {
		const file = createVideo(size);
		const { uploads } = world.openPage({ retryDelays: [] });
		const onError = vi.fn();
		const handle = uploads.uploadFile(file, { onProgress: atHalf(() => world.relay.breakAll()), onError });
		await expect(handle.result).rejects.toMatchObject({ code: 'NETWORK_ERROR', isRetryable: true });
		expect([handle.state, handle.error?.code, onError.mock.calls.length]).toEqual(['failed', 'NETWORK_ERROR', 1]);
		await expectEqual((await handle.retry()).id, file);
		expect(handle.state).toBe('done');
	});

	it('waits for the network while the device has none, and goes on by itself', async () => {
		const file = createVideo(size);
		const network = { online: true, comeBack: () => {} };
		const { uploads } = world.openPage({
			network: {
				isOnline: () => network.online,
				onOnline(callback) {
					network.comeBack = callback;
					return () => {};
				},
			},
		});
		const handle = uploads.uploadFile(file, {
			onProgress: atHalf(() => {
				network.online = false;
				world.relay.breakAll();
			}),
		});
		await vi.waitUntil(() => handle.state === 'waiting', patience);
		network.online = true;
		network.comeBack();
		await expectEqual((await handle.result).id, file);
	});

	it('is forgotten by the server when it is cancelled', async () => {
		const [files, space] = [await countFiles(), await reserved()];
		const page = world.openPage();
		const leaving = new AbortController();
		const onError = vi.fn();
		const handle = page.uploads.uploadFile(createVideo(size), {
			signal: leaving.signal,
			onProgress: atHalf(() => leaving.abort()),
			onError,
		});
		await expect(handle.result).rejects.toMatchObject({ code: 'ABORTED' });
		expect(handle.state).toBe('cancelled');
		await vi.waitFor(async () => expect(await reserved()).toBe(space), patience);
		expect(await countFiles()).toBe(files);
		expect(page.uploads.listResumable()).toEqual([]);
		expect(onError).not.toHaveBeenCalled();
	});

	it('that was begun can be thrown away without its file', async () => {
		const space = await reserved();
		const handle = world.openPage().uploads.uploadFile(createVideo(size), { onProgress: atHalf(() => handle.pause()) });
		await vi.waitUntil(() => handle.state === 'paused', patience);
		const { uploads } = world.openPage();
		const [begun] = uploads.listResumable();
		await uploads.discardResumable(begun?.id ?? '');
		expect(uploads.listResumable()).toEqual([]);
		expect(await reserved()).toBe(space);
		await uploads.discardResumable('unknown');
	});

	it('begins again when the server has forgotten what it had', async () => {
		const file = createVideo(size);
		const page = world.openPage();
		const handle = page.uploads.uploadFile(file, { onProgress: atHalf(() => handle.pause()) });
		await vi.waitUntil(() => handle.state === 'paused', patience);
		const [begun] = page.uploads.listResumable();
		const address = page.client.addressOf(`/files/tus/${begun?.id}`);
		await page.client.transmit(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
		handle.resume();
		const { id } = await handle.result;
		expect(id).not.toBe(begun?.id);
		await expectEqual(id, file);
	});

	it('that the server refuses at its end is refused for good', async () => {
		const file = new File([new Uint8Array(size)], 'no-film.mp4', { type: 'video/mp4' });
		const { uploads } = world.openPage();
		const handle = uploads.uploadFile(file);
		await expect(handle.result).rejects.toMatchObject({
			code: 'FILE_CONTENT_MISMATCH',
			status: 415,
			request: { method: 'PATCH', path: expect.stringMatching(/^\/api\/files\/tus\/[0-9a-f-]{36}$/) },
		});
		expect(uploads.listResumable()).toEqual([]);
	});

	it('is sent by one at a time', async () => {
		const { locks } = navigator;
		const file = createVideo(size);
		const first = world.openPage({ locks }).uploads.uploadFile(file);
		const second = world.openPage({ locks }).uploads.uploadFile(file);
		await expect(second.result).rejects.toMatchObject({ code: 'UPLOAD_BUSY', status: 423 });
		await expectEqual((await first.result).id, file);
		await vi.waitUntil(async () => (await locks.query()).held?.length === 0, patience);
		await expectEqual((await world.openPage({ locks }).uploads.uploadFile(file).result).id, file);
	});

	it('stops at a sign-out, and leaves nothing behind in the browser', async () => {
		const page = world.openPage();
		const handle = page.uploads.uploadFile(createVideo(size), { onProgress: atHalf(() => page.uploads.forget()) });
		await expect(handle.result).rejects.toMatchObject({ code: 'ABORTED' });
		expect([handle.state, world.storage.length]).toEqual(['cancelled', 0]);
	});
});

describe('small files', () => {
	const text = (words: string, name = 'a.txt') => new File([words], name, { type: 'text/plain' });

	it('go in a form', async () => {
		const { uploads, api } = world.openPage();
		const onSuccess = vi.fn();
		const stored = await uploads.uploadFile(text('some words'), { onSuccess }).result;
		expect(await (await api.files.download(stored)).text()).toBe('some words');
		expect(onSuccess).toHaveBeenCalledExactlyOnceWith(stored);
	});

	it('go together, all of them or none', async () => {
		const { uploads } = world.openPage();
		const stored = await uploads.uploadFiles([text('one', '1.txt'), text('two', '2.txt')]).result;
		expect(stored.map(({ originalName }) => originalName)).toEqual(['1.txt', '2.txt']);
		const before = await countFiles();
		const image = new File(['no picture'], 'b.png', { type: 'image/png' });
		await expect(uploads.uploadFiles([text('one'), image]).result).rejects.toMatchObject({
			code: 'FILE_CONTENT_MISMATCH',
			errors: { 'files.1': [expect.any(String)] },
		});
		expect(await countFiles()).toBe(before);
	});

	it('are there once although the answer was lost', async () => {
		const before = await countFiles();
		let lose = true;
		const { uploads, client } = world.openPage();
		const { upload } = client;
		client.upload = async (...args) => {
			const stored = await upload(...args);
			if (!lose) return stored;
			lose = false;
			throw new Error('lost');
		};
		const handle = uploads.uploadFile(text('once and no more'));
		await expect(handle.result).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		const { id } = await handle.retry();
		expect(await countFiles()).toBe(before + 1);
		await world.openPage().api.files.read(id);
	});
});

it('large files arrive whole and once, whatever happens on their way', { timeout: 60_000 }, async () => {
	const problems = await soakUploads({ rounds: 3, seed: 7, largest: 6 * 1024 * 1024, report: () => undefined });
	expect(problems).toEqual([]);
});
