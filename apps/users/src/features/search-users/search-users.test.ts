import { createApi, createApiClient } from '@flotilla/api-client';
import { createSession } from '@flotilla/session';
import { buildUser, createFakeBackend } from '@flotilla/testing';
import { expect, it, onTestFinished } from 'vitest';
import { createSearchUsers } from './search-users.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@flotilla.test', role: 'admin' });

/** The search as somebody who is signed in has it, or as nobody. */
const startSearch = async ({ isSignedIn = true, limit = 6 } = {}) => {
	const others = Array.from({ length: 5 }, () => buildUser({ lastName: 'Loveless', role: 'member' }));
	const { fetch, state } = createFakeBackend({ users: [ada, ...others], ...(isSignedIn && { role: 'admin' }) });
	const client = createApiClient({
		baseURL: 'http://flotilla.test/api',
		fetch,
		auth: { getAccessToken: () => session.getAccessToken(), refresh: () => session.refresh() },
	});
	const api = createApi(client);
	const session = createSession({ auth: api.auth });
	onTestFinished(() => session.dispose());
	await session.restore();
	return { requests: state.requests, search: createSearchUsers({ api, session, limit }) };
};

it('finds people with what tells them from others, and where they are', async () => {
	const { search } = await startSearch();
	expect(await search('lovelace', new AbortController().signal)).toEqual([
		{ label: 'Ada Lovelace', description: 'ada@flotilla.test', path: `/users/${ada.id}`, icon: 'user' },
	]);
});

it('finds no more than fit', async () => {
	const { search } = await startSearch({ limit: 3 });
	expect(await search('love', new AbortController().signal)).toHaveLength(3);
});

it('asks nothing for those who are not signed in', async () => {
	const { search, requests } = await startSearch({ isSignedIn: false });
	const asked = requests.length;
	expect(await search('ada', new AbortController().signal)).toEqual([]);
	expect(requests).toHaveLength(asked);
});

it('rejects when it is given up, so that no late answer is shown', async () => {
	const { search } = await startSearch();
	const life = new AbortController();
	const found = search('ada', life.signal);
	life.abort();
	await expect(found).rejects.toMatchObject({ code: 'ABORTED' });
});
