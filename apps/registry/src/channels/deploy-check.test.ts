import { platformEvents } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(() => test.dispose());

let stored = 0;
/** Publishes a build where nothing holds it up, and asks whether it may go into the channel. */
const ask = async (channel: string, build: TestBuild) => {
	stored += 1;
	const version = `9.0.${stored}`;
	await test.publish(build, version, { channel: `stored-${stored}` });
	return { version, answer: await test.client.canIDeploy(channel, build.manifest.app, version) };
};

const live = async (channel: string, ...builds: TestBuild[]): Promise<void> => {
	for (const build of builds) {
		stored += 1;
		await test.publish(build, `1.0.${stored}`, { channel });
	}
};

describe('can-i-deploy', () => {
	it('says yes to what fits, and changes nothing', async () => {
		await live('fits', shellBuild({ platform: {} }), remoteBuild());
		const before = await test.client.channel('fits');
		const { answer } = await ask(
			'fits',
			remoteBuild({ text: 'next', remote: { events: { emits: [], listens: ['users:created'] } } }),
		);
		expect(answer).toMatchObject({ channel: 'fits', app: 'users', ok: true, pinnedTo: null, problems: [] });
		expect(await test.client.channel('fits')).toEqual(before);
	});

	it('says which live remote a new shell would break, and for which module', async () => {
		await live('upgrade', shellBuild(), remoteBuild(), remoteBuild({ app: 'files', consumes: { react: '>=19' } }));
		const { answer } = await ask('upgrade', shellBuild({ text: 'next', react: '20.0.0' }));
		expect(answer).toMatchObject({
			ok: false,
			problems: [
				{
					code: 'SHARED_RANGE_UNMET',
					severity: 'error',
					app: 'shell',
					affects: ['users'],
					detail: { module: 'react', range: '^19.0.0', provided: '20.0.0' },
				},
			],
		});
	});

	it('tells of a slot that its owner offers no longer while a live remote fills it', async () => {
		const owner = (offers: string[]) => remoteBuild({ text: offers.join(), remote: { offers } });
		const filler = remoteBuild({
			app: 'files',
			remote: { slots: [{ slot: 'users:detail-tabs', component: 'Tab', title: 'Files' }] },
		});
		await live('offers', shellBuild({ platform: {} }), owner(['users:detail-tabs']), filler);
		const { answer } = await ask('offers', owner([]));
		expect(answer).toMatchObject({
			ok: false,
			problems: [{ code: 'SLOT_NOT_OFFERED', app: 'users', affects: ['files'], detail: { slot: 'users:detail-tabs' } }],
		});
	});

	it('tells of a slot that a new remote fills and its live owner does not have', async () => {
		await live('slots', shellBuild({ platform: {} }));
		const { answer } = await ask(
			'slots',
			remoteBuild({ app: 'files', remote: { slots: [{ slot: 'shell:sidebar', component: 'Card', title: 'Files' }] } }),
		);
		expect(answer.problems).toMatchObject([{ code: 'SLOT_NOT_OFFERED', severity: 'error', affects: ['files'] }]);
	});

	it('only warns while the owner of a slot is still to come', async () => {
		await live('order', shellBuild({ platform: {} }));
		const { answer } = await ask(
			'order',
			remoteBuild({
				app: 'files',
				remote: { slots: [{ slot: 'users:detail-tabs', component: 'Tab', title: 'Files' }] },
			}),
		);
		expect(answer).toMatchObject({ ok: true, problems: [{ code: 'SLOT_NOT_OFFERED', severity: 'warning' }] });
	});

	it('tells who still listens to an event that nobody would emit any longer', async () => {
		const emitter = (emits: ['files:renamed'] | []) =>
			remoteBuild({ app: 'files', text: emits.join(), remote: { events: { emits, listens: [] } } });
		const listener = remoteBuild({ app: 'users', remote: { events: { emits: [], listens: ['files:renamed'] } } });
		await live('events', shellBuild({ platform: {} }), emitter(['files:renamed']), listener);
		const { answer } = await ask('events', emitter([]));
		expect(answer).toMatchObject({
			ok: false,
			problems: [{ code: 'EVENT_NOT_EMITTED', app: 'files', affects: ['users'], detail: { event: 'files:renamed' } }],
		});
	});

	it('does not believe a shell to raise what only remotes do, also one that does not say what it raises', async () => {
		const listener = remoteBuild({
			remote: { events: { emits: [], listens: ['browser:data-changed', 'session:signed-out', 'users:deleted'] } },
		});
		await live('silent', shellBuild());
		expect((await ask('silent', listener)).answer.problems).toMatchObject([
			{ code: 'EVENT_NOT_EMITTED', severity: 'warning', detail: { event: 'browser:data-changed' } },
		]);
		await live('telling', shellBuild({ platform: { events: platformEvents() } }));
		expect((await ask('telling', { ...listener })).answer.problems).toHaveLength(1);
	});

	it('compares the payloads of events that builds were compiled for', async () => {
		const schema = (...required: string[]) => ({
			'users:created': {
				type: 'object',
				properties: Object.fromEntries(required.map((name) => [name, { type: 'string' }])),
				required,
			},
		});
		const withSchemas = (build: TestBuild, ...required: string[]): TestBuild => ({
			...build,
			manifest: { ...build.manifest, eventSchemas: schema(...required) },
		});
		const listener = remoteBuild({ remote: { events: { emits: [], listens: ['users:created'] } } });
		await live('payloads', withSchemas(shellBuild({ platform: {} }), 'id', 'name'), withSchemas(listener, 'id'));
		const next = (...required: string[]) =>
			withSchemas(shellBuild({ text: required.join(), platform: {} }), ...required);
		expect((await ask('payloads', next('id'))).answer.problems).toEqual([]);
		expect((await ask('payloads', next('name'))).answer).toMatchObject({
			ok: false,
			problems: [
				{
					code: 'EVENT_SCHEMA_CHANGED',
					app: 'shell',
					affects: ['users'],
					message: 'users listens to users:created, and in that of shell id is gone.',
					detail: { event: 'users:created', path: 'id' },
				},
			],
		});
	});

	it('compares contract versions with those of the live shell, both ways', async () => {
		await live('contracts', shellBuild({ platform: {} }), remoteBuild());
		const remote = await ask('contracts', remoteBuild({ text: 'next', remote: { apiVersion: 2, eventMapVersion: 2 } }));
		expect(remote.answer.problems).toMatchObject([
			{ code: 'API_VERSION_MISMATCH', app: 'users', affects: ['users'], detail: { needs: 2, live: 1 } },
			{ code: 'EVENT_MAP_VERSION_MISMATCH', app: 'users', affects: ['users'] },
		]);
		const shell = await ask(
			'contracts',
			shellBuild({ text: 'next', platform: { apiVersion: 2, manifestVersions: [2] } }),
		);
		expect(shell.answer.problems).toMatchObject([
			{ code: 'API_VERSION_MISMATCH', app: 'shell', affects: ['users'], detail: { needs: 1, live: 2 } },
			{ code: 'MANIFEST_VERSION_UNSUPPORTED', app: 'shell', affects: ['users'] },
		]);
	});

	it('tells of a second owner of a path, a second sign-in page and a second shell', async () => {
		await live('owners', shellBuild(), remoteBuild({ app: 'auth', remote: { signInPath: '/auth/in' } }));
		const rival = remoteBuild({ app: 'rival', remote: { routePrefix: '/auth', signInPath: '/auth/other' } });
		expect((await ask('owners', rival)).answer.problems.map(({ code, affects }) => [code, affects])).toEqual([
			['SIGN_IN_TAKEN', ['auth', 'rival']],
			['ROUTE_TAKEN', ['auth', 'rival']],
		]);
		const shell = shellBuild();
		const second = { ...shell, manifest: { ...shell.manifest, app: 'other-shell' } };
		expect((await ask('owners', second)).answer.problems).toMatchObject([{ code: 'SHELL_TAKEN' }]);
	});

	it('does not know what was never published, and needs a token', async () => {
		await expect(test.client.canIDeploy('fits', 'users', '7.7.7')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const path = '/registry/v1/channels/fits/apps/users/can-i-deploy?version=1.0.0';
		expect((await fetch(test.url + path)).status).toBe(401);
	});
});

describe('what can-i-deploy says no to', () => {
	const wrong = () => remoteBuild({ app: 'wrong', remote: { apiVersion: 2 } });

	it('is refused by publish and promote, and nothing is stored', async () => {
		await live('refused', shellBuild({ platform: {} }));
		await expect(test.publish(wrong(), '1.0.0', { channel: 'refused' })).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
			status: 409,
			errors: { API_VERSION_MISMATCH: ['wrong needs API 2, the shell speaks 1.'] },
		});
		expect(await test.client.builds('wrong')).toEqual([]);
		const { version } = await ask('refused', wrong());
		await expect(test.client.promote('refused', 'wrong', version)).rejects.toMatchObject({ code: 'DEPLOY_REFUSED' });
	});

	it('goes through by force with a reason, and the history says what was overridden', async () => {
		await live('forced', shellBuild({ platform: {} }));
		const { version } = await ask('forced', wrong());
		await expect(test.client.promote('forced', 'wrong', version, { force: true })).rejects.toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { message: ['Say why it is done by force.'] },
		});
		await test.client.promote('forced', 'wrong', version, { force: true, message: 'The page is not used yet' });
		expect((await test.client.history('forced'))[0]).toMatchObject({
			app: 'wrong',
			action: 'promote',
			actor: 'bootstrap',
			reason: 'The page is not used yet',
			overridden: [{ code: 'API_VERSION_MISMATCH', affects: ['wrong'] }],
		});
	});

	it('holds nobody else up once it is live, nor the way back', async () => {
		await live(
			'broken',
			shellBuild({ platform: {} }),
			remoteBuild({ app: 'bystander' }),
			remoteBuild({ app: 'wrong', text: 'good' }),
		);
		const { version } = await ask('broken', wrong());
		await test.client.promote('broken', 'wrong', version, { force: true, message: 'Try it' });
		await live('broken', remoteBuild({ app: 'bystander', text: 'next' }));
		expect(await test.client.rollback('broken', 'wrong')).toMatchObject({ changed: true });
	});

	it('does not hold up the shell once it is live: neither a mended one nor the way back', async () => {
		await live('hotfix', shellBuild({ platform: {} }), remoteBuild({ app: 'wrong', text: 'good' }));
		const { version } = await ask('hotfix', wrong());
		await test.client.promote('hotfix', 'wrong', version, { force: true, message: 'Try it' });
		const hotfix = await ask('hotfix', shellBuild({ text: 'hotfix', platform: {} }));
		expect(hotfix.answer).toMatchObject({ ok: true, problems: [] });
		expect(await test.client.promote('hotfix', 'shell', hotfix.version)).toMatchObject({ changed: true });
		expect(await test.client.rollback('hotfix', 'shell')).toMatchObject({ changed: true });
		// It is still wrong to ship more of it, and for the shell to break it in another way.
		expect(
			(await ask('hotfix', remoteBuild({ app: 'wrong', text: 'next', remote: { apiVersion: 2 } }))).answer,
		).toMatchObject({
			ok: false,
			problems: [{ code: 'API_VERSION_MISMATCH' }],
		});
		expect((await ask('hotfix', shellBuild({ text: 'next', react: '20.0.0', platform: {} }))).answer).toMatchObject({
			ok: false,
			problems: [{ code: 'SHARED_RANGE_UNMET', affects: ['wrong'] }],
		});
	});

	it('refuses a second shell by force as well', async () => {
		await live('two-shells', shellBuild());
		const shell = shellBuild();
		const { version } = await ask('two-shells', { ...shell, manifest: { ...shell.manifest, app: 'other-shell' } });
		await expect(
			test.client.promote('two-shells', 'other-shell', version, { force: true, message: 'Please' }),
		).rejects.toMatchObject({ code: 'BUILD_INVALID' });
	});
});
