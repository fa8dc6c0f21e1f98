import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistryClient } from '../client/registry-client.ts';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
		for (const app of ['users', 'files']) {
			await test.publish(remoteBuild({ app, text: version }), version, { channel: `stored-${app}` });
		}
		await test.publish(shellBuild({ text: version }), version, { channel: 'stored-shell' });
	}
});
afterAll(() => test.dispose());

const promote = async (channel: string, ...moves: [app: string, version: string][]) => {
	let compositionId: string | null = null;
	for (const [app, version] of moves) ({ compositionId } = await test.client.promote(channel, app, version));
	return compositionId as unknown as string;
};
const versionsOf = async (channel: string) =>
	Object.fromEntries((await test.client.channel(channel)).apps.map(({ app, version }) => [app, version]));

describe('a rollback of all apps', () => {
	it('goes back to a composition in one step, apps that came since leave', async () => {
		const good = await promote('whole', ['shell', '1.0.0'], ['users', '1.0.0']);
		await promote('whole', ['users', '1.1.0'], ['shell', '1.1.0'], ['files', '1.0.0']);
		const done = await test.client.rollbackTo('whole', good, { message: 'All of it' });
		expect(done).toMatchObject({
			revision: 8,
			compositionId: good,
			changes: [
				{ app: 'files', version: null, previousVersion: '1.0.0' },
				{ app: 'shell', version: '1.0.0' },
				{ app: 'users', version: '1.0.0' },
			],
		});
		expect(await versionsOf('whole')).toEqual({ shell: '1.0.0', users: '1.0.0' });
		const changes = (await test.client.history('whole')).slice(0, 3);
		expect(new Set(changes.map(({ group }) => group)).size).toBe(1);
		expect(changes[0]?.group).toEqual(expect.any(String));
		for (const change of changes) expect(change).toMatchObject({ action: 'rollback', reason: 'All of it' });
		// Undone is undone: what had left has nothing before it, and comes back by name.
		await expect(test.client.rollback('whole', 'files')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await test.client.rollback('whole', 'files', { to: '1.0.0' })).toMatchObject({ changed: true });
	});

	it('changes nothing when it cannot change all, and nothing twice', async () => {
		const good = await promote('atomic', ['shell', '1.0.0'], ['files', '1.0.0'], ['users', '1.0.0']);
		await promote('atomic', ['users', '1.1.0'], ['files', '1.1.0']);
		await test.client.pin('atomic', 'users', { message: 'Audit week' });
		await expect(test.client.rollbackTo('atomic', good)).rejects.toMatchObject({ code: 'POINTER_PINNED' });
		expect(await versionsOf('atomic')).toEqual({ shell: '1.0.0', users: '1.1.0', files: '1.1.0' });
		await test.client.unpin('atomic', 'users');
		await test.client.rollbackTo('atomic', good);
		expect(await test.client.rollbackTo('atomic', good)).toMatchObject({ changes: [], compositionId: good });
	});

	it('is for compositions the channel had, for tokens of every app that moves, at the revision that was seen', async () => {
		const good = await promote('theirs', ['shell', '1.0.0'], ['users', '1.0.0']);
		await promote('theirs', ['users', '1.1.0']);
		await promote('others', ['shell', '1.0.0']);
		await expect(test.client.rollbackTo('others', good)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(test.client.rollbackTo('theirs', good, { expectedRevision: 2 })).rejects.toMatchObject({
			code: 'CHANNEL_MOVED',
		});
		const token = await test.client.createToken({ name: 'files-only', apps: ['files'] });
		const stranger = createRegistryClient({ registry: test.url, token });
		await expect(stranger.rollbackTo('theirs', good)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await versionsOf('theirs')).toMatchObject({ users: '1.1.0' });
	});

	it('of one app goes to a version it had, and to no other', async () => {
		await promote('to', ['users', '1.0.0'], ['users', '1.1.0'], ['users', '1.2.0']);
		expect(await test.client.rollback('to', 'users', { to: '1.0.0' })).toMatchObject({ version: '1.0.0' });
		await expect(test.client.rollback('to', 'users', { to: '3.0.0' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('a pin', () => {
	it('holds an app whoever moves it, by force as well, until it is unpinned', async () => {
		await promote('pinned', ['users', '1.0.0'], ['users', '1.1.0']);
		expect(await test.client.pin('pinned', 'users', { message: 'Audit week' })).toMatchObject({
			version: '1.1.0',
			changed: true,
		});
		expect((await test.client.channel('pinned')).apps).toMatchObject([{ version: '1.1.0', pinned: true }]);
		const refused = {
			code: 'POINTER_PINNED',
			status: 409,
			message: expect.stringContaining('users is pinned to 1.1.0 in pinned by bootstrap: Audit week.'),
		};
		const { client } = test;
		await expect(client.promote('pinned', 'users', '1.2.0')).rejects.toMatchObject(refused);
		await expect(client.rollback('pinned', 'users', { force: true, message: 'Now' })).rejects.toMatchObject(refused);
		await expect(client.remove('pinned', 'users')).rejects.toMatchObject(refused);
		expect(await client.canIDeploy('pinned', 'users', '1.2.0')).toMatchObject({ ok: false, pinnedTo: '1.1.0' });
		expect(await client.unpin('pinned', 'users', { message: 'Audit is over' })).toMatchObject({ changed: true });
		expect(await client.promote('pinned', 'users', '1.2.0')).toMatchObject({ changed: true });
		expect((await client.history('pinned')).map(({ action, pinned }) => [action, pinned])).toEqual([
			['promote', false],
			['unpin', false],
			['pin', true],
			['promote', false],
			['promote', false],
		]);
	});

	it('can move the app first, needs a reason, and an app to hold', async () => {
		await promote('moved', ['users', '1.0.0']);
		expect(await test.client.pin('moved', 'users', { version: '1.1.0', message: 'The last good one' })).toMatchObject({
			version: '1.1.0',
		});
		expect(await test.client.rollback('moved', 'users').catch(({ code }) => code)).toBe('POINTER_PINNED');
		await expect(test.client.pin('moved', 'users', {})).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
		await expect(test.client.pin('moved', 'files', { message: 'Why' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(test.client.unpin('moved', 'files')).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('removing an app', () => {
	it('takes it out of the page and keeps its history', async () => {
		await promote('removal', ['shell', '1.0.0'], ['users', '1.0.0'], ['files', '1.0.0']);
		const done = await test.client.remove('removal', 'files', { message: 'Sold' });
		expect(done.changes).toEqual([{ app: 'files', version: null, previousVersion: '1.0.0', revision: 4 }]);
		const response = await fetch(`${test.url}/registry/v1/compositions/${done.compositionId}`);
		const { data } = (await response.json()) as { data: { remotes: { app: string }[] } };
		expect(data.remotes.map(({ app }) => app)).toEqual(['users']);
		expect((await test.client.history('removal', { app: 'files' }))[0]).toMatchObject({
			action: 'remove',
			version: null,
			previousVersion: '1.0.0',
			reason: 'Sold',
		});
		await expect(test.client.remove('removal', 'files')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await test.client.rollback('removal', 'files')).toMatchObject({ version: '1.0.0' });
	});

	it('is refused where live remotes fill its slots, and for the shell', async () => {
		const filler = remoteBuild({
			app: 'cards',
			remote: { slots: [{ slot: 'tabs:extra', component: 'Tab', title: 'Tab' }] },
		});
		const owner = remoteBuild({ app: 'tabs', remote: { offers: ['tabs:extra'] } });
		await promote('needed', ['shell', '1.0.0']);
		await test.publish(owner, '1.0.0', { channel: 'needed' });
		await test.publish(filler, '1.0.0', { channel: 'needed' });
		await expect(test.client.remove('needed', 'tabs')).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
			errors: { SLOT_NOT_OFFERED: ['cards fills the slot tabs:extra, and tabs is not in the channel.'] },
		});
		await expect(test.client.remove('needed', 'shell')).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
			errors: { SHELL_MISSING: [expect.any(String)] },
		});
		await test.client.remove('needed', 'tabs', { force: true, message: 'Its team is gone' });
		expect((await test.client.history('needed'))[0]?.overridden).toMatchObject([{ affects: ['cards'] }]);
	});
});

describe('a diff', () => {
	it('names the apps, versions, and the bytes a browser would have to fetch', async () => {
		const old = await promote('left', ['shell', '1.0.0'], ['users', '1.0.0']);
		await promote('right', ['shell', '1.0.0'], ['users', '1.1.0'], ['files', '1.0.0']);
		const diff = await test.client.diff('left', { with: 'right' });
		expect(diff).toMatchObject({ from: 'left', to: 'right' });
		expect(diff.apps.map(({ app, from, to, files }) => [app, from?.version, to?.version, files])).toEqual([
			['files', undefined, '1.0.0', 4],
			// Of its four files two are the same in both versions.
			['users', '1.0.0', '1.1.0', 2],
		]);
		for (const { bytes, transferBytes } of diff.apps) expect(bytes).toBeGreaterThan((transferBytes as number) * 2);
		expect((await test.client.diff('right', { composition: old })).apps).toMatchObject([
			{ app: 'files', to: null, files: 0, bytes: 0 },
			{ app: 'users', to: { version: '1.0.0' }, files: 2 },
		]);
		expect((await test.client.diff('right', { at: 1 })).apps.map(({ app, to }) => [app, to])).toEqual([
			['files', null],
			['users', null],
		]);
		expect((await test.client.diff('left', { with: 'left' })).apps).toEqual([]);
	});

	it('refuses what is not there, and two other sides at once', async () => {
		await expect(test.client.diff('left', { at: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(test.client.diff('left', { with: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const response = await test.send('GET', 'channels/left/diff?with=right&at=1');
		expect(response.status).toBe(422);
	});
});
