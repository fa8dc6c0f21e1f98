import type { User } from '@flotilla/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
let user: User;
beforeAll(async () => {
	started = await startApi();
	({ token, user } = await started.signIn());
});
afterAll(() => started.stop());

const rename = (firstName: string, key: string, headers: Record<string, string> = {}) =>
	started.request(`/api/users/${user.id}`, {
		method: 'PATCH',
		token,
		json: { firstName },
		headers: { 'idempotency-key': key, ...headers },
	});
const versionNow = async () =>
	(await readData<User>(await started.request(`/api/users/${user.id}`, { token }))).version;

it('carries a repeated request out once and answers it alike', async () => {
	const before = await versionNow();
	const first = await rename('Once', 'key-1');
	const second = await rename('Once', 'key-1');
	expect(second.status).toBe(200);
	expect(first.headers.get('idempotency-replayed')).toBeNull();
	expect(second.headers.get('idempotency-replayed')).toBe('true');
	expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
	expect(await second.json()).toEqual(await first.json());
	expect(await versionNow()).toBe(before + 1);
});

it('refuses a key that was used for another body, address or precondition', async () => {
	await rename('Two', 'key-2');
	const expected = { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' };
	expect(await readFailure(await rename('Three', 'key-2'))).toMatchObject(expected);
	expect(await readFailure(await rename('Two', 'key-2', { 'if-match': '"1"' }))).toMatchObject(expected);
});

it('carries out one of many that come at the same time; the others wait or get its answer', async () => {
	const before = await versionNow();
	const answers = await Promise.all(Array.from({ length: 10 }, () => rename('Many', 'key-3')));
	const codes = await Promise.all(
		answers.map(async (answer) => (answer.ok ? 'done' : (await readFailure(answer)).code)),
	);
	expect(new Set(codes)).toEqual(
		new Set(codes.includes('IDEMPOTENCY_IN_PROGRESS') ? ['done', 'IDEMPOTENCY_IN_PROGRESS'] : ['done']),
	);
	expect(codes).toContain('done');
	expect((await rename('Many', 'key-3')).status).toBe(200);
	expect(await versionNow()).toBe(before + 1);
});

it('keys are per person', async () => {
	const other = await started.signIn('member@flotilla.test');
	await rename('Mine', 'key-4');
	const answer = await started.request(`/api/users/${other.user.id}`, {
		method: 'PATCH',
		token: other.token,
		json: { firstName: 'Theirs' },
		headers: { 'idempotency-key': 'key-4' },
	});
	expect(await readData(answer)).toMatchObject({ firstName: 'Theirs' });
});

it('gives the key of a refused request free', async () => {
	expect((await rename('Late', 'key-5', { 'if-match': '"1"' })).status).toBe(412);
	expect((await rename('Late', 'key-5')).status).toBe(200);
});

it.each(['', 'with space', 'x'.repeat(256), 'ümlaut'.normalize('NFC')])('refuses %j as a key', async (key) => {
	// fetch sends Latin-1, as a hostile client may.
	const failure = await readFailure(await rename('Never', key));
	expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
	expect(failure.errors).toHaveProperty('Idempotency-Key');
});

it('does nothing again that took effect before a server was killed, and does again what did not', async () => {
	await rename('Applied', 'applied');
	await rename('Running', 'running');
	const before = await versionNow();
	// As two servers leave it that are killed after the change was stored, and before.
	const { database } = started.api;
	await sql`update idempotency_keys set state = 'applied', status = null, body = null where key = 'applied'`.execute(
		database,
	);
	await sql`update idempotency_keys set state = 'running', status = null, body = null where key = 'running'`.execute(
		database,
	);
	started.passTime(31);
	expect(await readFailure(await rename('Applied', 'applied'))).toMatchObject({
		status: 409,
		code: 'IDEMPOTENCY_ANSWER_LOST',
	});
	expect(await versionNow()).toBe(before);
	expect((await rename('Running', 'running')).status).toBe(200);
});

it('forgets a key after a day', async () => {
	await rename('Old', 'key-6');
	started.passTime(24 * 60 * 60 + 1);
	await started.api.runHousekeeping();
	({ token } = await started.signIn());
	const answer = await rename('New', 'key-6');
	expect(answer.headers.get('idempotency-replayed')).toBeNull();
	expect(answer.status).toBe(200);
});
