import { buildUser, fakePassword } from '@flotilla/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fetchAfter } from './fetch-after.ts';
import { startPlatform } from './testing/start-platform.ts';

it('what comes before the client’s requests comes before those that are made without it', async () => {
	const fetch = vi.fn(async () => new Response('{}'));
	const seen: string[] = [];
	const held = fetchAfter({
		fetch,
		async beforeRequest({ method, path }) {
			seen.push(`${method} ${path}`);
		},
	});
	await held.fetch?.(new Request('http://flotilla.test/api/events?topics=users'));
	expect([seen, fetch.mock.calls.length]).toEqual([['GET /api/events'], 1]);

	const cut = fetchAfter({ fetch, beforeRequest: () => Promise.reject(new TypeError('Failed to fetch')) });
	await expect(cut.fetch?.(new Request('http://flotilla.test/api/events'))).rejects.toThrow(TypeError);
	expect(fetch).toHaveBeenCalledOnce();
});

it('nothing takes the place of a platform’s own requests where nothing comes before them', () => {
	expect(fetchAfter({})).toEqual({});
});

it('a platform’s calls wait for it, the first sign-in among them', async () => {
	const ada = buildUser({ email: 'ada@flotilla.test' });
	const paths: string[] = [];
	const { platform } = startPlatform({
		users: [ada],
		beforeRequest(request) {
			paths.push(request.path);
			return undefined;
		},
	});
	onTestFinished(() => platform.dispose());
	await platform.session.signIn({ email: ada.email, password: fakePassword });
	expect(paths).toContain('/auth/login');
});
