import { createApi, createApiClient, type RecordsQuery } from '@flotilla/api-client';
import type { UsersListQuery } from '@flotilla/contracts';
import { createEventBus } from '@flotilla/event-bus';
import { buildCollection, buildUser, createFakeBackend, type ServerEvent } from '@flotilla/testing';
import type { ResourceKey } from '../../cache/resource-key.ts';
import { createDataCache } from '../../create-data-cache.ts';
import { toCollectionDefinition } from '../../resource/collection-definition.ts';
import { createResource } from '../../resource/create-resource.ts';
import { userKeys } from '../../users/user-keys.ts';
import { usersDefinition } from '../../users/users-definition.ts';
import { createLateNetwork } from './late-network.ts';

export type Note = { title: string; done?: boolean; rank?: number };

const noteQueries: readonly RecordsQuery[] = [
	{},
	{ limit: 3 },
	{ limit: 3, page: 2 },
	{ filter: { done: true } },
	{ filter: { done: false }, limit: 4, sort: ['title'] },
	{ filter: { rank: { gte: 2 } }, sort: ['-rank', 'title'] },
	{ sort: ['rank'], limit: 5, page: 2 },
	{ search: 'a' },
];

const userQueries: readonly UsersListQuery[] = [
	{},
	{ limit: 2 },
	{ limit: 2, page: 2 },
	{ role: 'manager' },
	{ status: 'inactive', sortOrder: 'desc' },
	{ search: 'b', limit: 3 },
	{ sortBy: 'createdAt', sortOrder: 'desc', limit: 3 },
];

/** A list or an item that may be cached, and what the server has there. */
interface Watched {
	key: ResourceKey;
	name: string;
	/** What the server would answer now; undefined for nothing. */
	truth(): Promise<unknown>;
	/** As much of the cached data as has to be equal. */
	comparable(data: unknown, truth: unknown): unknown;
}

/** A cache before a server that it reaches late and by halves, and that others write to as well. */
export const createCacheWorld = () => {
	const admin = buildUser({ role: 'admin', firstName: 'Zoe', lastName: 'Zett' });
	const people = ['b one', 'a two', 'c three', 'b four'].map((name) => {
		const [lastName = '', firstName = ''] = name.split(' ');
		return buildUser({ firstName, lastName });
	});
	const backend = createFakeBackend({
		users: [admin, ...people],
		role: 'admin',
		collections: [
			buildCollection('notes', {
				records: ['a', 'b', 'c', 'd', 'e', 'f'].map((title, index) => ({
					title,
					rank: index % 4,
					done: index % 2 === 0,
				})),
				search: ['title'],
			}),
		],
	});
	const { state } = backend;
	state.tokens.set('token', admin.id);
	const network = createLateNetwork(backend.fetch);
	const auth = { getAccessToken: () => 'token', refresh: async () => null };
	const reach = (fetch: (request: Request) => Promise<Response>) =>
		createApiClient({ baseURL: 'http://flotilla.test/api', fetch, auth, retry: { retries: 0 } });
	const client = reach(network.fetch);
	/** Straight to the server: what others do there, and what is true. */
	const direct = createApi(reach(backend.fetch));
	const bus = createEventBus();
	const cache = createDataCache({ api: createApi(client), client, bus, refetchInterval: 0 });
	bus.emit('session:signed-in', { userId: admin.id });
	bus.emit('realtime:state-changed', { from: 'authenticating', to: 'connected' });

	const events: ServerEvent[] = [];
	state.onEvent((event) => events.push(structuredClone(event)));

	const notesDefinition = toCollectionDefinition({ owner: 'notes', collection: 'notes' });
	const notes = cache.resource(notesDefinition);
	const users = cache.resource(usersDefinition);
	const { keys } = createResource<Note>({ owner: 'notes', collection: 'notes' });
	const data = direct.data<Note>('notes');
	const nothing = (): undefined => undefined;

	const watched: Watched[] = [
		...noteQueries.map((query) => ({
			key: keys.list(query) as ResourceKey,
			name: `notes ${JSON.stringify(query)}`,
			truth: async () => {
				const { records: rows, pagination } = await data.list(query);
				return { rows, pagination };
			},
			comparable: (cached: unknown) => cached,
		})),
		{
			key: keys.infinite({ limit: 3 }),
			name: 'notes growing',
			truth: async () => (await data.list({ limit: 100 })).records,
			comparable: (cached, truth) => {
				const { rows, next } = cached as { rows: unknown[]; next: string | null };
				// What is loaded is the head of the whole, and the whole where it ends.
				return next === null ? rows : [...rows, ...(truth as unknown[]).slice(rows.length)];
			},
		},
		...userQueries.map((query) => ({
			key: userKeys.list(query) as ResourceKey,
			name: `users ${JSON.stringify(query)}`,
			truth: () => direct.users.list(query),
			comparable: (cached: unknown) => cached,
		})),
	];
	const watchItem = (resource: 'notes' | 'users', id: string): Watched => ({
		key: resource === 'notes' ? keys.item(id) : userKeys.detail(id),
		name: `${resource} ${id}`,
		truth: () => (resource === 'notes' ? data.read(id) : direct.users.read(id)).catch(nothing),
		comparable: (cached) => cached,
	});

	const writes: Promise<unknown>[] = [];
	return {
		...{ backend, state, network, bus, cache, notes, users, direct, data, admin, watched },
		growing: keys.infinite({ limit: 3 }),
		watchItem,
		events,
		/** The id under which the write is shown that was not among those before. */
		draftId(before: ReadonlySet<string>): string | undefined {
			const shown = cache.read(userKeys.list()) as { users: readonly { id: string; version: number }[] } | undefined;
			const isNew = cache.queued.open().some((id) => !before.has(id));
			return isNew ? shown?.users.find(({ version }) => version === 0)?.id : undefined;
		},
		/** Does not wait for the write; a refusal is one of the things that happen. */
		start(write: Promise<unknown>): void {
			writes.push(write.catch(() => undefined));
		},
		/** What events are on their way arrive, in order. */
		deliverEvents(count: number): void {
			for (const event of events.splice(0, count)) bus.publish({ ...event, source: 'api' });
		},
		/** Everything that is on its way arrives. */
		async settle(): Promise<void> {
			for (;;) {
				await network.arrived();
				this.deliverEvents(events.length);
				if (network.waiting() === 0) break;
				await network.deliver([0]);
			}
			await Promise.all(writes);
		},
	};
};

export type CacheWorld = ReturnType<typeof createCacheWorld>;
