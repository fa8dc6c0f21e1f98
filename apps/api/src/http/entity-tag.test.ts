import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const get = (path: string, ifNoneMatch?: string) =>
	started.request(path, { token, headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } });

it('answers 304 without a body while what was asked for is the same, and 200 once it changed', async () => {
	const first = await get('/api/users?limit=5');
	const etag = first.headers.get('etag') ?? '';
	expect(etag).toMatch(/^W\/"[\w-]+"$/);
	expect(first.headers.get('cache-control')).toBe('private, no-cache');
	const again = await get('/api/users?limit=5', etag);
	expect(again.status).toBe(304);
	expect(again.headers.get('etag')).toBe(etag);
	expect(await again.text()).toBe('');
	const [user] = ((await first.json()) as { data: { users: { id: string }[] } }).data.users;
	await started.request(`/api/users/${user?.id}`, { method: 'PATCH', token, json: { firstName: 'Changed' } });
	expect((await get('/api/users?limit=5', etag)).status).toBe(200);
});

it('compares weakly, takes a list and the star', async () => {
	const etag = (await get('/api/auth/me')).headers.get('etag') ?? '';
	for (const header of [etag.replace('W/', ''), `"other", ${etag}`, '*']) {
		expect((await get('/api/auth/me', header)).status).toBe(304);
	}
	expect((await get('/api/auth/me', '"other"')).status).toBe(200);
});

it('uses the version of a person as validator, for reading and for writing', async () => {
	const { user } = await started.signIn('member@flotilla.test');
	const etag = (await get(`/api/users/${user.id}`)).headers.get('etag') ?? '';
	expect(etag).toBe(`"${user.version}"`);
	expect((await get(`/api/users/${user.id}`, etag)).status).toBe(304);
});
