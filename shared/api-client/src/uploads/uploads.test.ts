import { describe, expect, it, vi } from 'vitest';
import { createApiClient } from '../create-api-client.ts';
import { failureOf } from '../testing/failure-of.ts';
import { fail, type Respond, startServer, succeed } from '../testing/start-server.ts';
import { createUploads, type UploadsOptions } from './create-uploads.ts';
import { forgetUploads, type UploadStorage } from './forget-uploads.ts';

const text = (words = 'some words', name = 'a.txt') => new File([words], name, { type: 'text/plain' });
const sized = (size: number, type = 'text/plain') => {
	const file = new File(['x'], 'large.txt', { type });
	Object.defineProperty(file, 'size', { value: size });
	return file;
};

const createStorage = (): UploadStorage & { entries: Map<string, string> } => {
	const entries = new Map<string, string>();
	return {
		entries,
		get length() {
			return entries.size;
		},
		key: (index) => [...entries.keys()][index] ?? null,
		getItem: (key) => entries.get(key) ?? null,
		setItem: (key, value) => void entries.set(key, value),
		removeItem: (key) => void entries.delete(key),
	};
};

const start = async (respond: Respond, options: Partial<UploadsOptions> = {}) => {
	const server = await startServer(respond);
	const client = createApiClient({ baseURL: `${server.origin}/api`, retry: { retries: 0 } });
	const storage = createStorage();
	const uploads = createUploads({ client, getUserId: () => 'person', storage, ...options });
	return { ...server, uploads, storage };
};
const stored: Respond = async (request, response) => {
	for await (const _chunk of request);
	succeed(response, { id: 'file-1' });
};

describe('what would be refused', () => {
	it.each([
		['an empty file', text(''), 'VALIDATION_FAILED', 422, 'The file is empty.'],
		['a type that is not allowed', new File(['x'], 'a.svg', { type: 'image/svg+xml' }), 'FILE_TYPE_NOT_ALLOWED', 415],
		['a file without a type', new File(['x'], 'a'), 'FILE_TYPE_NOT_ALLOWED', 415],
		['a file of more than 5 GiB', sized(5 * 1024 ** 3 + 1), 'FILE_TOO_LARGE', 413],
	])('%s is not sent, with the code of the server', async (_what, file, code, status, message?: string) => {
		const { uploads, seen } = await start(stored);
		const onError = vi.fn();
		const handle = uploads.uploadFile(file, { onError });
		const error = await failureOf(handle.result);
		expect(error).toMatchObject({
			code,
			status,
			isRetryable: false,
			request: { method: 'POST', path: '/files/upload' },
		});
		if (message !== undefined) expect(error.message).toBe(message);
		expect(onError).toHaveBeenCalledExactlyOnceWith(error);
		expect([handle.state, handle.error, seen]).toEqual(['failed', error, []]);
	});

	it('names each of several that is to blame', async () => {
		const { uploads, seen } = await start(stored);
		const files = [text(), sized(10 * 1024 * 1024 + 1), text('', 'empty.txt')];
		expect(await failureOf(uploads.uploadFiles(files).result)).toMatchObject({
			code: 'FILE_TOO_LARGE',
			errors: {
				'files.1': ['large.txt: The file is larger than allowed.'],
				'files.2': ['empty.txt: The file is empty.'],
			},
		});
		expect(seen).toEqual([]);
	});

	it('includes none at all, and more than go at a time', async () => {
		const { uploads, seen } = await start(stored, { maximumFiles: 2 });
		expect(await failureOf(uploads.uploadFiles([]).result)).toMatchObject({ code: 'VALIDATION_FAILED' });
		expect(await failureOf(uploads.uploadFiles([text(), text(), text()]).result)).toMatchObject({
			code: 'VALIDATION_FAILED',
			message: 'At most 2 files go at a time.',
		});
		expect(seen).toEqual([]);
	});

	it('is what the caller says, where the caller allows less', async () => {
		const { uploads } = await start(stored);
		const allowed = { maximumSize: 5, allowedTypes: ['text/plain'] };
		expect(await failureOf(uploads.uploadFile(text('123456'), allowed).result)).toMatchObject({
			code: 'FILE_TOO_LARGE',
		});
		await uploads.uploadFile(text('12345'), allowed).result;
		await uploads.uploadFile(new File(['x'], 'a', { type: 'Text/Plain;charset=utf-8' }), allowed).result;
	});
});

describe('an upload in a form', () => {
	it('tells how far it is, and that it is through', async () => {
		const { uploads } = await start(stored);
		const size = 300_000;
		const readings: number[] = [];
		const states: string[] = [];
		const onSuccess = vi.fn();
		const handle = uploads.uploadFile(text('x'.repeat(size)), {
			onProgress: ({ loaded, total }) => {
				expect(total).toBe(size);
				readings.push(loaded);
			},
			onSuccess,
		});
		handle.onChange((state) => states.push(state));
		expect(handle.state).toBe('uploading');
		expect(await handle.result).toEqual({ id: 'file-1' });
		expect(readings.at(-1)).toBe(size);
		expect(readings).toEqual(readings.toSorted((a, b) => a - b));
		expect(onSuccess).toHaveBeenCalledExactlyOnceWith({ id: 'file-1' });
		expect(states).toEqual(['done']);
	});

	it('says whether there should be a thumbnail, and is then a form up to the limit of forms', async () => {
		let received = '';
		const { uploads, seen } = await start(
			async (request, response) => {
				for await (const chunk of request) received += chunk;
				succeed(response, { id: 'file-1' });
			},
			{ resumableAbove: 10 },
		);
		await uploads.uploadFile(text('more than ten bytes'), { generateThumbnail: false }).result;
		expect(received).toMatch(/name="generateThumbnail"\s+false/);
		expect(seen).toEqual(['POST /api/files/upload']);
	});

	it('begins again after a pause', async () => {
		let count = 0;
		const { uploads, seen } = await start((request, response) => {
			count += 1;
			if (count === 1) request.resume();
			else void stored(request, response);
		});
		const states: string[] = [];
		const handle = uploads.uploadFile(text());
		handle.onChange((state) => states.push(state));
		await vi.waitUntil(() => seen.length === 1);
		handle.pause();
		handle.pause();
		handle.resume();
		await handle.result;
		expect(states).toEqual(['paused', 'uploading', 'done']);
		expect(seen).toHaveLength(2);
	});

	it('can be tried again after a failure', async () => {
		let count = 0;
		const { uploads } = await start((request, response) => {
			count += 1;
			if (count === 1) fail(response, 503, 'NOT_READY');
			else void stored(request, response);
		});
		const onError = vi.fn();
		const handle = uploads.uploadFile(text(), { onError });
		expect(await failureOf(handle.result)).toMatchObject({ code: 'NOT_READY' });
		expect(await handle.retry()).toEqual({ id: 'file-1' });
		expect(await handle.result).toEqual({ id: 'file-1' });
		expect([handle.state, onError.mock.calls.length]).toEqual(['done', 1]);
	});

	it('is cancelled by its handle or its signal, once', async () => {
		const { uploads, seen } = await start((request) => void request.resume());
		const leaving = new AbortController();
		const onError = vi.fn();
		const handles = [
			uploads.uploadFile(text(), { onError }),
			uploads.uploadFile(text(), { signal: leaving.signal, onError }),
		];
		await vi.waitUntil(() => seen.length === 2);
		await handles[0]?.cancel();
		leaving.abort();
		for (const handle of handles) {
			expect(await failureOf(handle.result)).toMatchObject({ code: 'ABORTED' });
			handle.resume();
			await failureOf(handle.retry());
			expect(handle.state).toBe('cancelled');
		}
		expect(onError).not.toHaveBeenCalled();
	});

	it('is not even begun when its signal has aborted', async () => {
		const { uploads, seen } = await start(stored);
		const handle = uploads.uploadFile(text(), { signal: AbortSignal.abort() });
		expect(await failureOf(handle.result)).toMatchObject({ code: 'ABORTED' });
		expect([handle.state, seen]).toEqual(['cancelled', []]);
	});

	it('stops at a sign-out', async () => {
		const { uploads, seen } = await start((request) => void request.resume());
		const handle = uploads.uploadFile(text());
		await vi.waitUntil(() => seen.length === 1);
		uploads.forget();
		expect(await failureOf(handle.result)).toMatchObject({ code: 'ABORTED' });
	});
});

describe('what is remembered of unfinished uploads', () => {
	const entry = (overrides: object = {}) =>
		JSON.stringify({
			size: 10,
			metadata: { filename: 'a.mp4' },
			creationTime: new Date().toString(),
			uploadUrl: 'http://flotilla.test/api/files/tus/upload-1',
			fingerprint: 'a',
			...overrides,
		});

	it('is each person’s own', async () => {
		const { uploads, storage } = await start(stored);
		storage.setItem('flotilla.uploads:person:1', entry());
		storage.setItem('flotilla.uploads:other:1', entry({ uploadUrl: 'http://flotilla.test/api/files/tus/upload-2' }));
		expect(uploads.listResumable()).toMatchObject([{ id: 'upload-1', filename: 'a.mp4', size: 10 }]);
		expect((await start(stored, { storage, getUserId: () => null })).uploads.listResumable()).toEqual([]);
	});

	it('leaves out what cannot be read and what the server has forgotten', async () => {
		const { uploads, storage } = await start(stored);
		storage.setItem('flotilla.uploads:person:1', 'no json');
		storage.setItem('flotilla.uploads:person:2', entry({ uploadUrl: null }));
		storage.setItem('flotilla.uploads:person:3', entry({ creationTime: new Date(Date.now() - 86_401_000).toString() }));
		storage.setItem('flotilla.uploads:person:4', entry({ creationTime: 'yesterday' }));
		expect(uploads.listResumable()).toEqual([]);
		expect(storage.length).toBe(0);
	});

	it('goes at a sign-out, everybody’s, and nothing else does', () => {
		const storage = createStorage();
		storage.setItem('flotilla.uploads:person:1', entry());
		storage.setItem('flotilla.uploads:other:1', entry());
		storage.setItem('flotilla.session-hint', '1');
		forgetUploads(storage);
		expect([...storage.entries.keys()]).toEqual(['flotilla.session-hint']);
	});
});
