import { type Api, isApiError } from '@flotilla/api-client';
import { type User, type UsersList, updateUserBody } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import { createMeResource } from './auth/me-resource.ts';
import { createCacheStore, serializeKey } from './cache/cache-store.ts';
import type { CachedResource } from './cache/cached-resource.ts';
import { type Change, createRecentNames, onceOnly } from './cache/change.ts';
import { createPendingWrites } from './cache/pending-writes.ts';
import { createRefetchQueue } from './cache/refetch-queue.ts';
import type { ResourceKey } from './cache/resource-key.ts';
import type { DataCache } from './data-cache.ts';
import { createFilesResource } from './files/files-resource.ts';
import { type SwrConfig, setSwrConfig } from './react/swr-config.ts';
import { userKeys } from './users/user-keys.ts';
import { createUsersResource } from './users/users-resource.ts';

export interface DataCacheOptions {
	api: Api;
	bus: EventBus;
	/** Milliseconds; events that call for a fetch cause at most one a key in this time. Default 1000. */
	refetchInterval?: number;
}

export const createDataCache = ({ api, bus, refetchInterval = 1000 }: DataCacheOptions): DataCache => {
	const life = new AbortController();
	let eventsComeIn = false;
	const store = createCacheStore(() => !eventsComeIn);
	const pendingUsers = createPendingWrites<User>();
	const resources = new Map<string, CachedResource>(
		[createUsersResource(api.users, pendingUsers), createFilesResource(api.files), createMeResource(api.auth)].map(
			(resource) => [resource.name, resource],
		),
	);
	const onceApplied = createRecentNames();
	const refetches = createRefetchQueue(refetchInterval);
	const preloading = new Map<string, Promise<unknown>>();
	/** For each fetch on its way, what happened since it started: its answer may or may not know of it. */
	const happenedSince = new Set<Change[]>();
	/** Changes with every `clear`, so that an answer asked for before it is not shown after it. */
	let generation = 0;

	const resourceOf = (key: ResourceKey): CachedResource => {
		const resource = resources.get(key[0]);
		if (resource === undefined) throw new TypeError(`There is no resource "${key[0]}".`);
		return resource;
	};

	const refetch = (key: ResourceKey): void => {
		const name = serializeKey(key);
		refetches.add(name, () => store.revalidate((other) => serializeKey(other) === name));
	};

	const fetchData = async (key: ResourceKey): Promise<unknown> => {
		const resource = resourceOf(key);
		const since: Change[] = [];
		happenedSince.add(since);
		try {
			let data = await resource.fetch(key);
			let stale = false;
			for (const change of since) {
				if (data === undefined) break;
				const outcome = resource.apply(key, data, change);
				data = outcome.data;
				stale ||= outcome.stale === true;
			}
			if (stale) refetch(key);
			return data === undefined || resource.present === undefined ? data : resource.present(data);
		} finally {
			happenedSince.delete(since);
		}
	};

	const apply = (change: Change): void => {
		const name = onceOnly(change);
		if (name !== null && !onceApplied.isNew(name)) return;
		for (const changes of happenedSince) changes.push(change);
		for (const [key, data] of store.entries()) {
			const outcome = resources.get(key[0])?.apply(key, data, change);
			if (outcome === undefined) continue;
			if (outcome.data !== data) store.write(key, outcome.data);
			if (outcome.stale === true) refetch(key);
		}
	};

	/** The latest row of a user that is cached anywhere. */
	const findUser = (id: string): User | undefined => {
		let found = store.read(userKeys.detail(id)) as User | undefined;
		for (const [key, data] of store.entries()) {
			if (key[0] !== 'users' || key[1] !== 'list') continue;
			const row = (data as UsersList).users.find((user) => user.id === id);
			if (row !== undefined && (found === undefined || row.version > found.version)) found = row;
		}
		return found;
	};

	const clear = (): void => {
		generation += 1;
		happenedSince.clear();
		preloading.clear();
		pendingUsers.clear();
		onceApplied.clear();
		refetches.clear();
		store.clear();
	};

	const { signal } = life;
	bus.on('users:created', ({ user }) => apply({ type: 'user-created', user }), { signal });
	bus.on('users:updated', ({ user }) => apply({ type: 'user-changed', user: pendingUsers.show(user) }), { signal });
	bus.on('users:deleted', ({ id }) => apply({ type: 'user-deleted', id }), { signal });
	bus.on('users:imported', () => apply({ type: 'users-imported' }), { signal });
	bus.on('files:upload-completed', ({ file }) => apply({ type: 'file-created', file }), { signal });
	bus.on('files:thumbnail-created', ({ file }) => apply({ type: 'file-changed', file }), { signal });
	bus.on('files:renamed', ({ file }) => apply({ type: 'file-changed', file }), { signal });
	bus.on('files:deleted', ({ id, ownerId }) => apply({ type: 'file-deleted', id, ownerId }), { signal });
	bus.on('realtime:resync-required', () => store.revalidate(() => true), { signal });
	bus.on(
		'realtime:state-changed',
		({ to }) => {
			eventsComeIn = to === 'connected';
		},
		{ signal },
	);
	bus.on('session:signed-out', clear, { signal });

	const cache: DataCache = {
		api,
		read: store.read,
		async preload(key) {
			const name = serializeKey(key);
			if (store.read(key) !== undefined || preloading.has(name)) return;
			const asked = generation;
			const fetching = fetchData(key);
			preloading.set(name, fetching);
			try {
				const data = await fetching;
				if (asked === generation && store.read(key) === undefined) store.write(key, data);
			} catch {
				// Whoever shows it asks again and shows the error.
			} finally {
				if (preloading.get(name) === fetching) preloading.delete(name);
			}
		},
		revalidate: (matches = () => true) => store.revalidate(matches),
		async updateUser(id, body, options) {
			const asked = generation;
			const row = findUser(id);
			const patch = updateUserBody.safeParse(body);
			const shown = row !== undefined && patch.success ? pendingUsers.add(row, patch.data as Partial<User>) : undefined;
			const show = (user: User | undefined): void => {
				if (user !== undefined && asked === generation) apply({ type: 'user-changed', user });
			};
			show(pendingUsers.shown(id));
			try {
				const user = await api.users.update(id, body, options);
				show(shown === undefined ? user : shown.end(user));
				return user;
			} catch (error) {
				show(shown?.end());
				// Somebody was faster; the form needs their version to go on.
				if (isApiError(error) && error.code === 'VERSION_CONFLICT') refetch(userKeys.detail(id));
				throw error;
			}
		},
		async uploadFile(file, options) {
			const asked = generation;
			const stored = await api.files.upload(file, options);
			if (asked === generation) apply({ type: 'file-created', file: stored });
			return stored;
		},
		async removeFile(id) {
			const asked = generation;
			try {
				// Who takes it off the list brings it back and says why.
				await api.files.remove(id, { notify: false });
			} catch (error) {
				if (!isApiError(error) || error.code !== 'FILE_NOT_FOUND') throw error;
			}
			if (asked === generation) apply({ type: 'file-deleted', id, ownerId: null });
		},
		clear,
		dispose() {
			life.abort();
			clear();
			store.dispose();
		},
	};

	const config: SwrConfig = {
		provider: () => store.map as never,
		fetcher: (key: ResourceKey) => preloading.get(serializeKey(key)) ?? fetchData(key),
		errorRetryCount: 5,
		shouldRetryOnError: (error: unknown) => isApiError(error) && (error.status === 0 || error.status >= 500),
	};
	setSwrConfig(cache, config);
	return cache;
};
