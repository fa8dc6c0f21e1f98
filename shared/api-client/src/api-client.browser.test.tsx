import { filesEndpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { createApiClient } from './create-api-client.ts';

/** The server of these tests knows none of the API's addresses: it answers 404 with a page. */
const nowhere = { baseURL: '/no-such-api', retry: { retries: 0 } };

describe('over XHR', () => {
	it('tells how much of an upload has left, up to the end', async () => {
		const progress: number[] = [];
		const file = new File([new Uint8Array(2_000_000)], 'picture.png', { type: 'image/png' });
		const upload = createApiClient(nowhere).upload(filesEndpoints.upload, file, {
			onProgress: ({ percentage }) => progress.push(percentage),
		});
		await expect(upload).rejects.toMatchObject({ name: 'ApiError', code: 'NOT_FOUND', status: 404 });
		expect(progress.at(-1)).toBe(100);
		expect(progress).toEqual(progress.toSorted((a, b) => a - b));
	});

	it('reads a failed download’s reason, and gives up when told to', async () => {
		const client = createApiClient(nowhere);
		await expect(client.download('/no-such-api/files/1/content')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const leaving = new AbortController();
		const upload = client.upload(filesEndpoints.upload, new File(['x'], 'x.txt'), { signal: leaving.signal });
		leaving.abort();
		await expect(upload).rejects.toMatchObject({ code: 'ABORTED' });
	});

	it('says when nobody was reached', async () => {
		const client = createApiClient({ ...nowhere, baseURL: 'http://127.0.0.1:9/api' });
		await expect(client.post('/thing')).rejects.toMatchObject({ code: 'NETWORK_ERROR', status: 0 });
	});

	it('sends nothing outside the page’s API', async () => {
		const client = createApiClient({ auth: { getAccessToken: () => 'secret', refresh: async () => null } });
		const before = performance.getEntriesByType('resource').length;
		for (const path of ['//evil.example/x', '/../x', 'data:text/plain,x', `${location.origin}/other`]) {
			await expect(client.get(path)).rejects.toMatchObject({ code: 'URL_REFUSED' });
		}
		for (const address of ['/other/x', 'https://evil.example/api/x', 'blob:https://evil.example/api/x']) {
			await expect(client.download(address)).rejects.toMatchObject({ code: 'URL_REFUSED' });
		}
		expect(performance.getEntriesByType('resource').length).toBe(before);
	});
});
