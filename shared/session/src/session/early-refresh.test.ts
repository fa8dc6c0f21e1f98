import { runInNewContext } from 'node:vm';
import { afterEach, expect, it, vi } from 'vitest';
import { takeEarlyRefresh } from './early-refresh.ts';
import { createEarlyRefreshScript, earlyRefreshPlace } from './early-refresh-script.ts';
import { refreshLockName, tabLockName } from './lock-names.ts';

interface Page {
	hint?: string | null;
	onLine?: boolean;
	/** Names of locks that other tabs hold. */
	held?: string[];
	status?: number;
}

const answer = { success: true, data: { token: 'a-token' } };

/** Runs the script in a page, and waits until it has done all it does. */
const runIn = async ({ hint = '1', onLine = true, held = [], status = 200 }: Page = {}) => {
	const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json(answer, { status }));
	const window: Record<string, unknown> = {};
	const taken: string[] = [];
	const locks = {
		query: async () => ({ held: held.map((name) => ({ name })) }),
		async request(name: string, _: unknown, callback: (lock: object | null) => Promise<void>) {
			taken.push(name);
			await callback(held.includes(name) ? null : {});
		},
	};
	const navigator = { locks, onLine };
	const localStorage = { getItem: () => hint };
	runInNewContext(createEarlyRefreshScript('/api/auth/refresh'), {
		...{ window, navigator, localStorage, fetch, performance, AbortSignal },
	});
	await new Promise((resolve) => setTimeout(resolve, 0));
	return { fetch, taken, brought: window[earlyRefreshPlace] };
};

it('renews the session under the lock of the session, with the cookie alone', async () => {
	const { fetch, taken, brought } = await runIn();
	expect(taken).toEqual([refreshLockName]);
	expect(fetch).toHaveBeenCalledExactlyOnceWith('/api/auth/refresh', expect.objectContaining({ method: 'POST' }));
	expect(fetch.mock.calls[0]?.[1].body).toBeUndefined();
	expect(brought).toMatchObject({ answer });
});

it.each<[string, Page]>([
	['nobody is signed in', { hint: null }],
	['somebody is signing out', { hint: 'ending' }],
	['there is no network', { onLine: false }],
	['another tab has a token', { held: [tabLockName] }],
	['another tab is renewing it', { held: [refreshLockName] }],
])('asks nothing where %s', async (_, page) => {
	const { fetch, brought } = await runIn(page);
	expect(fetch).not.toHaveBeenCalled();
	expect(brought).toBeUndefined();
});

it('brings nothing when the server refuses, which the session has to hear itself', async () => {
	const { fetch, brought } = await runIn({ status: 401 });
	expect(fetch).toHaveBeenCalledOnce();
	expect(brought).toBeUndefined();
});

it('never throws where storage is forbidden', () => {
	const localStorage = {
		getItem() {
			throw new Error('forbidden');
		},
	};
	const context = { navigator: { locks: {}, onLine: true }, localStorage, window: {} };
	expect(() => runInNewContext(createEarlyRefreshScript('/api/auth/refresh'), context)).not.toThrow();
});

const leave = (brought: unknown) => Object.assign(globalThis, { [earlyRefreshPlace]: brought });

afterEach(() => leave(undefined));

it('what was brought is taken once', () => {
	leave({ answer, at: performance.now() });
	expect(takeEarlyRefresh()).toEqual(answer.data);
	expect(takeEarlyRefresh()).toBeUndefined();
});

it('what is old, or no answer of the server, is not taken', () => {
	leave({ answer, at: performance.now() - 31_000 });
	expect(takeEarlyRefresh()).toBeUndefined();
	leave({ answer: '<html>', at: performance.now() });
	expect(takeEarlyRefresh()).toBeUndefined();
});
