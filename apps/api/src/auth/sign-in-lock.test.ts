import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	// The client's address is what `X-Forwarded-For` says, so that one machine can be many.
	started = await startApi({ trustProxy: true, signInFailureLimit: 3, signInAccountFailureLimit: 8 });
});
afterAll(() => started.stop());

const attempt = (email: string, password: string, ip = '192.0.2.1') =>
	started.request('/api/auth/login', {
		method: 'POST',
		json: { email, password, refreshTokenDelivery: 'body' },
		headers: { 'x-forwarded-for': ip },
	});
const guess = async (email: string, ip?: string) => (await attempt(email, 'a guess', ip)).status;
const account = async () => {
	const email = `${randomUUID()}@flotilla.test`;
	await started.createAccount(email, { password: 'the right password' });
	return email;
};
const open = async (email: string, ip?: string) => (await attempt(email, 'the right password', ip)).status;

it.each([
	['of an account', account],
	['that nobody has', async () => `${randomUUID()}@flotilla.test`],
])('locks an address %s after too many failures, twice as long each time', async (_name, create) => {
	const email = await create();
	for (const minutes of [15, 30]) {
		expect([await guess(email), await guess(email), await guess(email)]).toEqual([401, 401, 401]);
		const refused = await attempt(email, 'the right password');
		const seconds = Number(refused.headers.get('retry-after'));
		expect(seconds).toBeGreaterThan(minutes * 60 - 60);
		expect(seconds).toBeLessThanOrEqual(minutes * 60);
		expect(await readFailure(refused)).toMatchObject({ status: 429, code: 'SIGN_IN_LOCKED' });
		started.passTime(seconds);
	}
	expect(await guess(email)).toBe(401);
});

it('lets the owner in from elsewhere, and forgets the failures of who succeeds', async () => {
	const email = await account();
	for (let count = 0; count < 3; count += 1) await guess(email, '192.0.2.66');
	expect(await open(email, '192.0.2.66')).toBe(429);
	expect(await open(email, '192.0.2.1')).toBe(200);
	for (let count = 0; count < 4; count += 1) {
		expect([await guess(email), await guess(email), await open(email)]).toEqual([401, 401, 200]);
	}
});

it('locks for everybody, shortly, when many clients guess', async () => {
	const email = await account();
	for (let client = 0; client < 8; client += 1) expect(await guess(email, `198.51.100.${client}`)).toBe(401);
	const refused = await attempt(email, 'the right password', '203.0.113.9');
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
	started.passTime(61);
	expect(await open(email, '203.0.113.9')).toBe(200);
});

it('lets no more than the limit through when all come at once', async () => {
	const email = await account();
	const statuses = await Promise.all(Array.from({ length: 20 }, () => guess(email)));
	expect(statuses.filter((status) => status === 401)).toHaveLength(3);
	expect(statuses.filter((status) => status === 429)).toHaveLength(17);
});

it('is not undone by a password that was registered for the address by somebody else', async () => {
	const email = await account();
	const password = 'the password of a prober';
	const body = { firstName: 'A', lastName: 'B', email, password, confirmPassword: password, acceptTerms: true };
	await started.request('/api/auth/register', { method: 'POST', json: body });
	const statuses = [];
	for (let round = 0; round < 2; round += 1) {
		statuses.push(await guess(email), await guess(email), (await attempt(email, password)).status);
	}
	expect(statuses).toEqual([401, 401, 403, 401, 429, 429]);
});
