import { afterEach, expect, it } from 'vitest';
import { readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
afterEach(() => started.stop());

it('counts answers by route and status, never by address', async () => {
	started = await startApi();
	const { token, user } = await started.signIn();
	await started.request(`/api/users/${user.id}`, { token });
	await started.request(`/api/users/${crypto.randomUUID()}`, { token });
	const response = await started.request('/metrics');
	expect(response.headers.get('content-type')).toContain('text/plain');
	const text = await response.text();
	const count = (status: number) =>
		new RegExp(
			`http_request_duration_seconds_count\\{method="GET",route="/api/users/:id",status="${status}"\\} (\\d+)`,
		).exec(text)?.[1];
	expect(count(200)).toBe('1');
	expect(count(404)).toBe('1');
	expect(text).not.toContain(user.id);
});

it('asks for its token when it has one', async () => {
	const token = 'a-token-for-a-scraper';
	started = await startApi({}, { metrics: { token } });
	expect(await readFailure(await started.request('/metrics'))).toMatchObject({ code: 'AUTHENTICATION_REQUIRED' });
	expect((await started.request('/metrics', { token: 'another-token-entirely' })).status).toBe(401);
	expect((await started.request('/metrics', { token })).status).toBe(200);
});
