import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import type { Verb } from './verbs.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
	for (const version of ['1.0.0', '1.1.0']) await test.publish(remoteBuild({ app: 'users', text: version }), version);
});
afterAll(() => test.dispose());

let count = 0;
const headersWith = async (...can: Verb[]) => {
	count += 1;
	const token = await test.client.createToken({ name: `ci-${count}`, apps: ['users'], can });
	return { authorization: `Bearer ${token}` };
};
const codeOf = async (response: Promise<Response>) => ((await (await response).json()) as { code?: string }).code;

describe('a token with some verbs', () => {
	it.each([
		['promote', 'PUT', 'channels/staging/apps/users', { version: '1.0.0' }],
		['rollback', 'POST', 'channels/production/apps/users/rollback', {}],
		['link', 'POST', 'links', { app: 'users', version: '1.0.0', expiresIn: 60 }],
		['admin', 'POST', 'apps/users/keys', { publicKey: 'none' }],
		['publish', 'POST', 'apps/users/builds', {}],
	] as const)('with %s may do that, and without it is told what it lacks', async (verb, method, path, body) => {
		expect(await codeOf(test.send(method, path, body, await headersWith(verb)))).not.toBe('FORBIDDEN');
		const others = (['publish', 'promote', 'rollback', 'link', 'admin'] as const).filter((other) => other !== verb);
		const refused = await test.send(method, path, body, await headersWith(...others));
		expect(refused.status).toBe(403);
		expect(await refused.json()).toMatchObject({
			code: 'FORBIDDEN',
			message: expect.stringContaining(`may not ${verb} users: it lacks the verb ${verb} (it has ${others[0]}, `),
		});
	});

	it('that may only publish stores a build, and moves no pointer with it', async () => {
		const { authorization } = await headersWith('publish');
		const token = authorization.slice('Bearer '.length);
		const build = remoteBuild({ app: 'users', text: 'stored' });
		const refused = test.publish(build, '2.0.0', { token });
		await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('promote') });
		expect(await test.client.builds('users')).toHaveLength(2);
	});

	it('is told of the app and the verb when it lacks both', async () => {
		const refused = await test.send(
			'PUT',
			'channels/staging/apps/files',
			{ version: '1.0.0' },
			await headersWith('pin'),
		);
		expect(await refused.json()).toMatchObject({
			message: expect.stringMatching(/lacks the verb promote \(it has pin\) and the app files \(it is for users\)/),
		});
	});

	it('and admin for one app makes no tokens', async () => {
		const headers = await headersWith('admin');
		expect(await codeOf(test.send('GET', 'tokens', undefined, headers))).toBe('FORBIDDEN');
		expect(await codeOf(test.send('POST', 'tokens', { name: 'mine', apps: ['*'] }, headers))).toBe('FORBIDDEN');
	});
});

it('a token that nothing is said of may publish, promote and roll back', async () => {
	await test.client.createToken({ name: 'ci-plain', apps: ['users'] });
	const listed = (await test.client.tokens()).find(({ name }) => name === 'ci-plain');
	expect(listed).toMatchObject({ apps: ['users'], can: ['publish', 'promote', 'rollback', 'pin'], expiresAt: null });
});

it('a list of tokens has no token in it, nor its hash', async () => {
	const token = await test.client.createToken({ name: 'ci-secret', apps: ['users'], expiresIn: 3600 });
	const text = await (await test.send('GET', 'tokens')).text();
	expect(text).toContain('ci-secret');
	expect(text).not.toContain(token);
	expect(text).not.toMatch(/[0-9a-f]{64}/);
});

it('a token ends when its time is over, and says when that was', async () => {
	const token = await test.client.createToken({ name: 'ci-short', apps: ['users'], expiresIn: 1 });
	const headers = { authorization: `Bearer ${token}` };
	await expect
		.poll(async () => (await test.send('GET', 'apps/users/builds', undefined, headers)).status, { timeout: 5_000 })
		.toBe(401);
	const refused = await test.send('GET', 'apps/users/builds', undefined, headers);
	expect(await refused.json()).toMatchObject({ code: 'TOKEN_EXPIRED', message: expect.stringContaining('"ci-short"') });
	expect((await test.client.tokens()).find(({ name }) => name === 'ci-short')).toMatchObject({ expired: true });
});

it.each([
	[{ name: 'ci-x', apps: ['users'], can: ['deploy'] }],
	[{ name: 'ci-x', apps: ['users'], can: [] }],
	[{ name: 'ci-x', apps: ['users'], expiresIn: 0 }],
])('refuses to make a token of %j', async (body) => {
	expect(await codeOf(test.send('POST', 'tokens', body))).toBe('VALIDATION_FAILED');
});
