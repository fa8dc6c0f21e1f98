import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { hasRedis, startRedis } from '../testing/start-redis.ts';

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

it.runIf(hasRedis)('counts in Redis for all nodes together, and lets people in when it is away', async () => {
	const redis = await startRedis();
	const nodes: StartedApi[] = [];
	onTestFinished(async () => {
		for (const node of nodes) await node.stop();
		await redis.stop();
	});
	for (let count = 0; count < 2; count += 1) {
		nodes.push(await startApi({ authRateLimit: 3 }, { redisUrl: redis.url }));
	}
	const email = `${randomUUID()}@flotilla.test`;
	const guessAt = async (node: StartedApi | undefined) =>
		(await node?.request('/api/auth/login', { method: 'POST', json: { email, password: 'a guess' } }))?.status;
	const statuses = [];
	for (let attempt = 0; attempt < 5; attempt += 1) statuses.push(await guessAt(nodes[attempt % 2]));
	expect(statuses).toEqual([401, 401, 401, 429, 429]);
	if (redis.kill === undefined) return;
	await redis.kill();
	expect(await guessAt(nodes[0])).toBe(401);
});
