import { replacementPath } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyPair } from '../signatures/signing-key.ts';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
});
afterAll(() => test.dispose());

const compositionId = async (channel = 'production'): Promise<string> => {
	const { compositionId: id } = await test.client.channel(channel);
	if (id === null) throw new Error(`${channel} has no composition.`);
	return id;
};

const ask = async (composition: string, app: string, failed: string[] = []) => {
	const answer = await test.send('GET', replacementPath(composition, app, failed).slice(1), undefined, {
		authorization: '',
	});
	const { data } = (await answer.json()) as { data: unknown };
	return { status: answer.status, data };
};

/** Publishes a version of a remote, and answers the composition that pages get from then on. */
const ship = async (
	app: string,
	version: string,
	options: Parameters<typeof remoteBuild>[0] = {},
): Promise<{ id: string; build: string }> => {
	await test.publish(remoteBuild({ app, text: version, ...options }), version);
	const { apps } = await test.client.channel('production');
	return { id: await compositionId(), build: apps.find((one) => one.app === app)?.build ?? '' };
};

describe('in place of a remote that will not run', () => {
	it('there is nothing before its second version', async () => {
		const { id } = await ship('first', '1.0.0');
		expect(await ask(id, 'first')).toEqual({ status: 200, data: { remote: null, integrity: {}, reload: false } });
	});

	it('comes the version before, with the hashes of all its scripts and styles', async () => {
		await ship('plain', '1.0.0');
		const { id } = await ship('plain', '1.1.0');
		const { data } = await ask(id, 'plain');
		expect(data).toMatchObject({ remote: { app: 'plain', version: '1.0.0' }, reload: false });
		const { remote, integrity } = data as {
			remote: { entry: string; initial: { modules: string[]; styles: string[] } };
			integrity: Record<string, string>;
		};
		for (const url of [remote.entry, ...remote.initial.modules, ...remote.initial.styles]) {
			expect((await fetch(`${test.url}${url}`, { integrity: integrity[url] ?? 'none' })).status).toBe(200);
		}
		for (const url of Object.keys(integrity)) expect(url).toMatch(/^\/assets\/plain\/.*\.(?:js|css)$/);
	});

	it('comes what the channel has by then, be it mended or taken back, and otherwise the one before', async () => {
		await ship('mended', '1.0.0');
		const broken = await ship('mended', '1.1.0');
		const mended = await ship('mended', '1.1.1');
		expect(await ask(broken.id, 'mended')).toMatchObject({ data: { remote: { version: '1.1.1' } } });
		const failed = [mended.build];
		expect(await ask(broken.id, 'mended', failed)).toMatchObject({ data: { remote: { version: '1.0.0' } } });
		await test.client.rollback('production', 'mended');
		await test.client.rollback('production', 'mended');
		expect(await ask(broken.id, 'mended')).toMatchObject({ data: { remote: { version: '1.0.0' } } });
	});

	it('comes nothing that needs more than the page’s shell has: then a newer page is worth a try', async () => {
		const users = (react: string) => remoteBuild({ app: 'users', text: react, consumes: { react } });
		await test.publish(shellBuild(), '1.0.0', { channel: 'ahead' });
		await test.publish(users('^19.0.0'), '1.0.0', { channel: 'ahead' });
		const id = await compositionId('ahead');
		await test.client.promote('ahead', 'users', '1.0.0');
		await test.publish(shellBuild({ react: '20.0.0', text: 'next' }), '2.0.0', { channel: 'next' });
		await test.publish(users('^20.0.0'), '2.0.0', { channel: 'next' });
		await test.client.promote('ahead', 'shell', '2.0.0', { force: true, message: 'All move on.' });
		await test.client.promote('ahead', 'users', '2.0.0');
		expect(await ask(id, 'users')).toEqual({ status: 200, data: { remote: null, integrity: {}, reload: true } });
	});

	it('comes nothing that no key of the app has signed, once it has one', async () => {
		await ship('keyed', '1.0.0');
		const { id } = await ship('keyed', '1.1.0');
		expect(await ask(id, 'keyed')).toMatchObject({ data: { remote: { version: '1.0.0' } } });
		await test.client.trustKey('keyed', { publicKey: createKeyPair().pem, message: 'Our first key' });
		expect(await ask(id, 'keyed')).toMatchObject({ data: { remote: null } });
	});

	it('comes nothing that is at another address than the page’s routes say', async () => {
		await ship('moved', '1.0.0', { remote: { routePrefix: '/elsewhere' } });
		const { id } = await ship('moved', '1.1.0');
		expect(await ask(id, 'moved')).toMatchObject({ data: { remote: null } });
	});
});

it('refuses what is no question: another composition, another remote, ids that are none', async () => {
	const { id } = await ship('asked', '1.0.0');
	expect((await ask('c-0000000000000000', 'asked')).status).toBe(404);
	expect((await ask(id, 'unknown')).status).toBe(404);
	expect((await ask(id, 'shell')).status).toBe(404);
	expect((await ask(id, 'asked', ['../x'])).status).toBe(422);
	const many = Array.from({ length: 11 }, (_, index) => String(index)).join(',');
	expect((await test.send('GET', `${replacementPath(id, 'asked').slice(1)}?failed=${many}`)).status).toBe(422);
});
