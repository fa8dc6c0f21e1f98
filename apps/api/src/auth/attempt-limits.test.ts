import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi({ authRateLimit: 3 });
});
afterAll(() => started.stop());

const guess = (email: string) =>
	started.request('/api/auth/login', { method: 'POST', json: { email, password: 'a guess' } });

it('lets nobody guess on and on, and says when to come back', async () => {
	for (let attempt = 0; attempt < 3; attempt += 1) expect((await guess('admin@flotilla.test')).status).toBe(401);
	const refused = await guess('admin@flotilla.test');
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await readFailure(refused)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
	expect((await guess('member@flotilla.test')).status).toBe(401);
});
