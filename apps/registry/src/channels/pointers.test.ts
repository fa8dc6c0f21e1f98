import { composition as compositionSchema } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(() => test.dispose());

const store = (app: string, ...versions: string[]) =>
	Promise.all(
		versions.map(async (version) => {
			const build = remoteBuild({ app, text: version });
			await test.publish(build, version, { channel: `stored-${app}` });
		}),
	);

describe('a pointer', () => {
	it('goes where it is promoted to, and each move is written down', async () => {
		await store('users', '1.0.0', '1.1.0');
		await test.client.promote('staging', 'users', '1.0.0');
		await test.client.promote('staging', 'users', '1.1.0', { message: 'New list' });
		expect(await test.client.channel('staging')).toMatchObject({
			revision: 2,
			apps: [{ app: 'users', version: '1.1.0', revision: 2 }],
		});
		expect(await test.client.history('staging')).toMatchObject([
			{
				revision: 2,
				previousVersion: '1.0.0',
				version: '1.1.0',
				action: 'promote',
				actor: 'bootstrap',
				reason: 'New list',
			},
			{ revision: 1, previousVersion: null, version: '1.0.0', action: 'promote', actor: 'bootstrap', reason: null },
		]);
	});

	it('does not move when it is there already', async () => {
		await store('still', '1.0.0');
		await test.client.promote('still', 'still', '1.0.0');
		expect(await test.client.promote('still', 'still', '1.0.0')).toMatchObject({ changed: false, revision: 1 });
		expect(await test.client.history('still')).toHaveLength(1);
	});

	it('has one winner of twenty that saw the same revision, and none is lost when they try again', async () => {
		const versions = Array.from({ length: 20 }, (_, index) => `1.${index}.0`);
		await store('race', ...versions);
		const attempt = (version: string, expectedRevision: number) =>
			test.client.promote('race', 'race', version, { expectedRevision });

		const first = await Promise.allSettled(versions.map((version) => attempt(version, 0)));
		expect(first.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const result of first) {
			if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CHANNEL_MOVED', status: 409 });
		}

		const persist = async (version: string): Promise<void> => {
			const { apps } = await test.client.channel('race');
			const seen = apps.find(({ app }) => app === 'race')?.revision ?? 0;
			try {
				await attempt(version, seen);
			} catch (error) {
				expect(error).toMatchObject({ code: 'CHANNEL_MOVED' });
				await persist(version);
			}
		};
		const losers = versions.filter((_, index) => first[index]?.status === 'rejected');
		await Promise.all(losers.map(persist));
		const history = await test.client.history('race');
		expect(history.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
		expect(history.map(({ version }) => version).toSorted()).toEqual(versions.toSorted());
	});

	it('of one app is not held up by moves of another', async () => {
		await store('left', '1.0.0');
		await store('right', '1.0.0', '1.1.0');
		const seen = await test.client.promote('pair', 'right', '1.0.0');
		await test.client.promote('pair', 'left', '1.0.0');
		const moved = await test.client.promote('pair', 'right', '1.1.0', { expectedRevision: seen.revision });
		expect(moved).toMatchObject({ revision: 3, changed: true });
	});

	it('cannot go to a version that was not published', async () => {
		await expect(test.client.promote('staging', 'users', '7.7.7')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(test.client.channel('never-used')).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('a rollback', () => {
	it('goes back one version, a second one goes back further, and both are in the history', async () => {
		await store('back', '1.0.0', '1.1.0', '1.2.0');
		for (const version of ['1.0.0', '1.1.0', '1.2.0']) await test.client.promote('back', 'back', version);
		expect(await test.client.rollback('back', 'back', { message: 'Errors' })).toMatchObject({ version: '1.1.0' });
		expect(await test.client.rollback('back', 'back')).toMatchObject({ version: '1.0.0', revision: 5 });
		await expect(test.client.rollback('back', 'back')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await test.client.history('back')).map(({ action }) => action)).toEqual([
			'rollback',
			'rollback',
			'promote',
			'promote',
			'promote',
		]);
	});

	it('forward by name keeps the way back', async () => {
		const versions = ['1.0.0', '1.1.0', '1.2.0'];
		await store('forward', ...versions);
		for (const version of versions) await test.client.promote('forward', 'forward', version);
		await test.client.rollback('forward', 'forward');
		// It was not the newest one that was wrong.
		expect(await test.client.rollback('forward', 'forward', { to: '1.2.0' })).toMatchObject({ version: '1.2.0' });
		expect(await test.client.rollback('forward', 'forward')).toMatchObject({ version: '1.1.0' });
		expect(await test.client.rollback('forward', 'forward')).toMatchObject({ version: '1.0.0' });
	});

	it('by two people who saw the same thing happens once', async () => {
		await store('both', '1.0.0', '1.1.0', '1.2.0');
		for (const version of ['1.0.0', '1.1.0', '1.2.0']) await test.client.promote('both', 'both', version);
		const results = await Promise.allSettled(
			[1, 2].map(() => test.client.rollback('both', 'both', { expectedRevision: 3 })),
		);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect((await test.client.channel('both')).apps).toMatchObject([{ version: '1.1.0' }]);
	});
});

describe('a channel with a shell', () => {
	const remote = (range: string, text = range) => remoteBuild({ app: 'ranged', text, consumes: { react: range } });

	it('refuses a remote whose range the shell does not meet, and says which', async () => {
		await test.publish(shellBuild(), '1.0.0', { channel: 'ranges' });
		await expect(test.publish(remote('^20.0.0'), '1.0.0', { channel: 'ranges' })).rejects.toMatchObject({
			code: 'SHARED_RANGE_UNMET',
			status: 422,
			message: 'ranged needs react ^20.0.0, the shell provides 19.3.0.',
			errors: { react: ['ranged needs react ^20.0.0, the shell provides 19.3.0.'] },
		});
		// All or nothing: not even stored, so the version is free for the mended build.
		expect(await test.client.builds('ranged')).toEqual([]);
		expect(await test.publish(remote('^19.0.0'), '1.0.0', { channel: 'ranges' })).toMatchObject({ created: true });
	});

	it('refuses a module that the shell does not provide', async () => {
		await test.publish(shellBuild(), '1.0.0', { channel: 'modules' });
		const build = remoteBuild({ app: 'needy', consumes: { lodash: '*' } });
		await expect(test.publish(build, '1.0.0', { channel: 'modules' })).rejects.toMatchObject({
			code: 'SHARED_RANGE_UNMET',
			message: 'needy needs lodash *, the shell provides none.',
		});
	});

	it('refuses a shell that live remotes cannot run on', async () => {
		await test.publish(shellBuild(), '1.0.0', { channel: 'upgrade' });
		await test.publish(remoteBuild({ app: 'held' }), '1.0.0', { channel: 'upgrade' });
		const next = shellBuild({ text: 'next', react: '20.0.0' });
		await expect(test.publish(next, '2.0.0', { channel: 'upgrade' })).rejects.toMatchObject({
			code: 'SHARED_RANGE_UNMET',
			message: 'held needs react ^19.0.0, the shell provides 20.0.0.',
		});
	});

	it('checks remotes that came first when the shell joins', async () => {
		await test.publish(remote('^18.0.0', 'early'), '0.9.0', { channel: 'early' });
		await expect(test.publish(shellBuild(), '1.0.0', { channel: 'early' })).rejects.toMatchObject({
			code: 'SHARED_RANGE_UNMET',
		});
	});

	it('refuses a second owner of a path, and a second shell', async () => {
		await test.publish(shellBuild(), '1.0.0', { channel: 'owners' });
		await test.publish(remoteBuild({ app: 'people' }), '1.0.0', { channel: 'owners' });
		const rival = remoteBuild({ app: 'rival', remote: { routePrefix: '/people' } });
		await expect(test.publish(rival, '1.0.0', { channel: 'owners' })).rejects.toMatchObject({ code: 'BUILD_INVALID' });
		const shell = shellBuild();
		const second = { ...shell, manifest: { ...shell.manifest, app: 'other-shell' } };
		await expect(test.publish(second, '1.0.0', { channel: 'owners' })).rejects.toMatchObject({ code: 'BUILD_INVALID' });
	});

	it('has a composition that anybody can read by its id, for ever', async () => {
		await test.publish(shellBuild(), '1.0.0', { channel: 'composed' });
		const first = await test.publish(remoteBuild({ app: 'part', text: 'one' }), '1.0.0', { channel: 'composed' });
		const second = await test.publish(remoteBuild({ app: 'part', text: 'two' }), '1.1.0', { channel: 'composed' });
		const ids = [first, second].map(({ pointer }) => pointer?.compositionId ?? '');
		expect(ids[0]).not.toBe(ids[1]);
		for (const [index, version] of ['1.0.0', '1.1.0'].entries()) {
			const response = await fetch(`${test.url}/registry/v1/compositions/${ids[index]}`);
			const { data } = (await response.json()) as { data: unknown };
			expect(compositionSchema.parse(data)).toMatchObject({ id: ids[index], remotes: [{ app: 'part', version }] });
			expect(response.headers.get('cache-control')).toContain('immutable');
		}
		expect((await fetch(`${test.url}/registry/v1/compositions/c-0000000000000000`)).status).toBe(404);
		const back = await test.client.rollback('composed', 'part');
		expect(back.compositionId).toBe(ids[0]);
	});
});

it('keeps to people with a token who did what and why', async () => {
	const response = await fetch(`${test.url}/registry/v1/channels/staging/history`);
	expect(response.status).toBe(401);
	const open = await fetch(`${test.url}/registry/v1/channels/staging`);
	expect(open.status).toBe(200);
	expect(await open.text()).not.toContain('bootstrap');
});
