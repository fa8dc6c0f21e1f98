import type { CollectionRecord, User, UsersList } from '@flotilla/contracts';
import { buildCollection, buildUser, FakeFailure } from '@flotilla/testing';
import { createRoot } from 'react-dom/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DataCache } from '../data-cache.ts';
import { DataCacheProvider } from '../react/data-cache-context.ts';
import { toCollectionDefinition } from '../resource/collection-definition.ts';
import { createOfflineWorld } from '../testing/start-offline.ts';
import { useUsers } from '../users/use-users.ts';
import { userKeys } from '../users/user-keys.ts';
import { usersDefinition } from '../users/users-definition.ts';
import { OfflineProvider, useNetworkState, useOutbox } from './offline-context.ts';

const ada = buildUser({ firstName: 'Ada', role: 'admin' });
const bea = buildUser({ firstName: 'Bea', status: 'active' });

const start = () => {
	const world = createOfflineWorld({ users: [ada, bea], collections: [buildCollection('notes')] });
	const visit = async (options?: Parameters<typeof world.visit>[0]) => {
		const page = world.visit(options);
		onTestFinished(page.leave);
		await page.offline.restored();
		await page.offline.outbox().catch(() => {});
		return page;
	};
	const serverName = () => world.state.users.find(({ id }) => id === bea.id)?.firstName;
	return { ...world, visit, serverName };
};

const nameOf = (cache: DataCache) => cache.read<User>(userKeys.detail(bea.id))?.firstName;
const isEmpty = (page: { offline: { view(): { operations: readonly unknown[] } } }) =>
	expect.poll(() => page.offline.view().operations.length).toBe(0);

describe('a write without a network', () => {
	it('shows at once, waits, and is sent when the network is back', async () => {
		const { visit, device, serverName } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		device.goOffline();
		const shown = await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		expect(shown.firstName).toBe('Beatrice');
		expect(nameOf(page.cache)).toBe('Beatrice');
		expect(serverName()).toBe('Bea');
		device.goOnline();
		await isEmpty(page);
		expect(serverName()).toBe('Beatrice');
		expect(page.cache.read<User>(userKeys.detail(bea.id))).toMatchObject({ firstName: 'Beatrice', version: 2 });
	});

	it('shows over what the next visit restores, and is sent by it', async () => {
		const { visit, device, serverName } = start();
		const first = await visit();
		await first.cache.preload(userKeys.list());
		await first.keep();
		device.goOffline();
		await first.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		first.leave();
		const second = await visit();
		expect(second.cache.read<UsersList>(userKeys.list())?.users.map(({ firstName }) => firstName)).toEqual([
			'Ada',
			'Beatrice',
		]);
		device.goOnline();
		await isEmpty(second);
		expect(serverName()).toBe('Beatrice');
	});

	it('of people adds, changes and removes them in order', async () => {
		const { visit, device, state } = start();
		const page = await visit();
		const users = page.cache.resource(usersDefinition);
		await page.cache.preload(userKeys.list());
		const shownNames = () => page.cache.read<UsersList>(userKeys.list())?.users.map(({ firstName }) => firstName);
		device.goOffline();
		const made = (await users.create({ email: 'cai@flotilla.test', firstName: 'Cai', lastName: 'C' })) as User;
		await users.update(made.id, { firstName: 'Caius' });
		await users.remove(bea.id);
		expect(shownNames()?.sort()).toEqual(['Ada', 'Caius']);
		expect(page.offline.view().operations.map(({ kind }) => kind)).toEqual(['create', 'update', 'remove']);
		device.goOnline();
		await isEmpty(page);
		expect(state.users.map(({ id, firstName, version }) => [id, firstName, version])).toEqual([
			[ada.id, 'Ada', 1],
			[made.id, 'Caius', 2],
		]);
	});

	it('of a record makes, changes and removes it in order', async () => {
		const { visit, device, state } = start();
		const page = await visit();
		const notes = page.cache.resource(toCollectionDefinition({ collection: 'notes', owner: 'test' }));
		device.goOffline();
		const made = (await notes.create({ text: 'one' })) as CollectionRecord;
		await notes.update(made.id, { text: 'two' });
		const other = (await notes.create({ text: 'other' })) as CollectionRecord;
		await notes.remove(other.id);
		expect(page.offline.view().operations.map(({ kind }) => kind)).toEqual(['create', 'update', 'create', 'remove']);
		device.goOnline();
		await isEmpty(page);
		expect(state.collections.get('notes')?.records).toMatchObject([{ id: made.id, data: { text: 'two' }, version: 2 }]);
	});

	it('follows what waits for the same row, although the network is back', async () => {
		const { visit, device, state, serverName } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		device.goOffline();
		await page.cache.updateUser(bea.id, { firstName: 'Second' }, { ifMatch: 1 });
		const letGo = state.holdAnswers('PATCH /users/:id');
		device.goOnline();
		await expect.poll(() => page.offline.view().operations[0]?.state).toBe('sending');
		await page.cache.updateUser(bea.id, { firstName: 'Third' }, { ifMatch: 1 });
		expect(page.offline.view().operations).toHaveLength(2);
		letGo();
		await isEmpty(page);
		expect(serverName()).toBe('Third');
	});

	it('that was lost on its way waits, too', async () => {
		const { visit, state, serverName } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		state.failNext('PATCH /users/:id', 'network');
		await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		await isEmpty(page);
		expect(serverName()).toBe('Beatrice');
	});

	it('fails as ever where it may not wait, and where nothing can be kept', async () => {
		const { visit, device } = start();
		const page = await visit();
		const keepsNothing = await visit({ withStorage: false });
		expect(keepsNothing.offline.view().status).toBe('unavailable');
		device.goOffline();
		await expect(page.cache.removeFile(crypto.randomUUID())).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		await expect(keepsNothing.cache.updateUser(bea.id, { firstName: 'B' })).rejects.toMatchObject({
			code: 'NETWORK_ERROR',
		});
		expect(page.offline.view().operations).toEqual([]);
	});
});

describe('a write that is refused later', () => {
	it('is taken back and waits for a decision; tried again it shows again', async () => {
		const { visit, device, state, serverName } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		device.goOffline();
		await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		state.failNext('PATCH /users/:id', new FakeFailure('FORBIDDEN'));
		device.goOnline();
		await expect.poll(() => page.offline.view().operations[0]?.state).toBe('failed');
		expect(nameOf(page.cache)).toBe('Bea');
		const outbox = await page.offline.outbox();
		await outbox.retry(outbox.list()[0]?.id ?? '');
		await isEmpty(page);
		expect([nameOf(page.cache), serverName()]).toEqual(['Beatrice', 'Beatrice']);
	});

	it('is gone when it is discarded', async () => {
		const { visit, device } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		device.goOffline();
		await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		const outbox = await page.offline.outbox();
		await outbox.discard(outbox.list()[0]?.id ?? '');
		expect(nameOf(page.cache)).toBe('Bea');
	});

	it('because somebody was faster shows theirs until it is settled', async () => {
		const { visit, device, state, serverName } = start();
		const page = await visit();
		await page.cache.preload(userKeys.detail(bea.id));
		device.goOffline();
		await page.cache.updateUser(bea.id, { firstName: 'Mine' }, { ifMatch: 1 });
		state.changeUser(bea.id, { firstName: 'Theirs' });
		device.goOnline();
		await expect.poll(() => page.offline.view().operations[0]?.state).toBe('conflict');
		expect(nameOf(page.cache)).toBe('Theirs');
		const outbox = await page.offline.outbox();
		await outbox.resolve(outbox.list()[0]?.id ?? '', 'mine');
		await isEmpty(page);
		expect([nameOf(page.cache), serverName()]).toEqual(['Mine', 'Mine']);
	});
});

describe('signing out', () => {
	const withSomethingWaiting = async () => {
		const world = start();
		const page = await world.visit();
		await page.cache.preload(userKeys.detail(bea.id));
		world.device.goOffline();
		await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		return { ...world, page };
	};

	it('forgets what waits and what was kept', async () => {
		const { page, visit } = await withSomethingWaiting();
		await page.offline.stop('requested');
		page.cache.clear();
		expect(page.offline.view()).toEqual({ status: 'closed', operations: [] });
		const next = await visit();
		expect(next.offline.view().operations).toEqual([]);
		expect(nameOf(next.cache)).toBeUndefined();
	});

	it('because a session ended keeps what waits for the person to come back, and nothing to read', async () => {
		const { page, visit, device, serverName } = await withSomethingWaiting();
		await page.offline.stop('expired');
		page.cache.clear();
		const next = await visit();
		expect(next.offline.view().operations).toHaveLength(1);
		expect(nameOf(next.cache)).toBeUndefined();
		device.goOnline();
		await isEmpty(next);
		expect(serverName()).toBe('Beatrice');
	});
});

describe('components', () => {
	it('see the network, the queue, and that what they show is old', async () => {
		const { visit, device } = start();
		const first = await visit();
		await first.cache.preload(userKeys.list());
		await first.keep();
		first.leave();
		device.goOffline();
		const page = await visit();
		const Page = () => {
			const { data, isStale } = useUsers();
			const { status, operations } = useOutbox();
			return (
				<p>
					{useNetworkState()}, {status}, {operations.length} waiting,{' '}
					{data?.users.map(({ firstName }) => firstName).join(' ')} {isStale ? 'of before' : 'of now'}
				</p>
			);
		};
		const container = document.body.appendChild(document.createElement('div'));
		const root = createRoot(container);
		onTestFinished(() => {
			root.unmount();
			container.remove();
		});
		root.render(
			<DataCacheProvider cache={page.cache}>
				<OfflineProvider offline={page.offline}>
					<Page />
				</OfflineProvider>
			</DataCacheProvider>,
		);
		await expect.poll(() => container.textContent).toBe('offline, open, 0 waiting, Ada Bea of before');
		await page.cache.updateUser(bea.id, { firstName: 'Beatrice' }, { ifMatch: 1 });
		await expect.poll(() => container.textContent).toBe('offline, open, 1 waiting, Ada Beatrice of before');
		device.goOnline();
		await expect.poll(() => container.textContent).toMatch(/^online, open, 0 waiting, Ada Beatrice/);
		page.cache.revalidate();
		await expect.poll(() => container.textContent).toBe('online, open, 0 waiting, Ada Beatrice of now');
	});
});
