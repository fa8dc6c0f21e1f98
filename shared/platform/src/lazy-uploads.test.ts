import { createApiClient } from '@flotilla/api-client';
import { expect, it } from 'vitest';
import { createLazyUploads } from './lazy-uploads.ts';

const start = () => {
	const entries = new Map([['flotilla.uploads:person:1', '{}']]);
	const storage = {
		get length() {
			return entries.size;
		},
		key: (index: number) => [...entries.keys()][index] ?? null,
		getItem: (key: string) => entries.get(key) ?? null,
		setItem: (key: string, value: string) => void entries.set(key, value),
		removeItem: (key: string) => void entries.delete(key),
	};
	// Held, as a network holds what it sends: what nobody holds is never told that it was given up.
	const sent: Request[] = [];
	const silent = (request: Request) =>
		new Promise<Response>((_resolve, reject) => {
			sent.push(request);
			request.signal.addEventListener('abort', () => reject(request.signal.reason));
		});
	const client = createApiClient({ baseURL: 'http://flotilla.test/api', fetch: silent });
	return { entries, uploads: createLazyUploads({ client, storage, getUserId: () => 'person' }) };
};

it('gives the same service to all who ask', async () => {
	const { uploads } = start();
	const [first, second] = await Promise.all([uploads.load(), uploads.load()]);
	expect(first).toBe(second);
});

it('forgets what an earlier page began, though nobody uploaded in this one', () => {
	const { uploads, entries } = start();
	uploads.forget();
	expect(entries.size).toBe(0);
});

it.each(['forget', 'letGo'] as const)('stops what is on its way, by %s', async (way) => {
	const { uploads } = start();
	const service = await uploads.load();
	const handle = service.uploadFile(new File(['words'], 'a.txt', { type: 'text/plain' }));
	uploads[way]();
	await expect(handle.result).rejects.toMatchObject({ code: 'ABORTED' });
});

it('lets go without forgetting, whether or not somebody uploaded in this page', async () => {
	const { uploads, entries } = start();
	uploads.letGo();
	await uploads.load();
	uploads.letGo();
	expect(entries.size).toBe(1);
});
