import type { Api, ApiClient, Uploads } from '@flotilla/api-client';
import type { StoredFile, User } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import { createAuditResource } from './audit/audit-resource.ts';
import { createMeResource } from './auth/me-resource.ts';
import { createSessionsResource } from './auth/sessions-resource.ts';
import { createCacheStore, serializeKey } from './cache/cache-store.ts';
import { type Change, createSeenChanges, type Row } from './cache/change.ts';
import { createFetching, isOvertaken } from './cache/fetching.ts';
import { createKnownData } from './cache/known-data.ts';
import { onPageFocus } from './cache/on-page-focus.ts';
import type { WriteQueue } from './cache/queued-writes.ts';
import { createRefetchQueue } from './cache/refetch-queue.ts';
import type { ResourceKey } from './cache/resource-key.ts';
import { createRestoredKeys } from './cache/restored-keys.ts';
import type { DataCache, ResourceHandle } from './data-cache.ts';
import { filesDefinition } from './files/files-definition.ts';
import { createUsageResource } from './files/usage-resource.ts';
import { createSwrConfig } from './react/create-swr-config.ts';
import { setSwrConfig } from './react/swr-config.ts';
import { createResourceRegistry } from './resource/resource-registry.ts';
import type { RowDefinition } from './resource/row-definition.ts';
import { createRowResource, type RowResource, toRequest } from './resource/row-resource.ts';
import { usersDefinition } from './users/users-definition.ts';
import { createTogether } from './writes/create-together.ts';
import { createOpenWrites } from './writes/open-writes.ts';
import { createWriter } from './writes/perform-write.ts';
import { createQueuedWrites } from './writes/queued-writes-of.ts';
import { createRowWrites } from './writes/row-writes.ts';
import { createTemporaryIds } from './writes/temporary-ids.ts';

export interface DataCacheOptions {
	api: Api;
	client: Pick<ApiClient, 'request'>;
	bus: EventBus;
	/** The upload service, for files that do not go in one form. Default: all go in a form. */
	loadUploads?: () => Promise<Uploads>;
	/** Where writes wait that cannot be sent now. Default: nowhere, they fail. */
	queue?: WriteQueue;
	/** Milliseconds; events that call for a fetch cause at most one a key in this time. Default 1000. */
	refetchInterval?: number | undefined;
	/** Milliseconds since 1970. Default: the clock of the page. */
	now?: () => number;
}

export const createDataCache = ({
	api,
	client,
	bus,
	queue,
	loadUploads,
	refetchInterval = 1000,
	now = () => Date.now(),
}: DataCacheOptions): DataCache => {
	const life = new AbortController();
	const { signal } = life;
	const request = toRequest(client);
	const store = createCacheStore();
	const open = createOpenWrites();
	const temporaryIds = createTemporaryIds();
	const registry = createResourceRegistry();
	const known = createKnownData({ store, writesOf: open.of, resourceOf: registry.find });
	const seen = createSeenChanges();
	const refetches = createRefetchQueue(refetchInterval);
	const restored = createRestoredKeys();
	const listeners = new Set<(key: ResourceKey) => void>();
	let eventsComeIn = false;
	let userId = '';

	const refetch = (key: ResourceKey, options: { atOnce?: boolean } = {}): void => {
		known.markStale(key);
		const name = serializeKey(key);
		refetches.add(name, () => store.revalidate((other) => serializeKey(other) === name), options);
	};

	const tell = (key: ResourceKey): void => {
		for (const listener of [...listeners]) listener(key);
	};

	const fetching = createFetching({
		known,
		resourceOf: registry.need,
		// A row that is not stored yet is shown as it was made, and cannot be asked for.
		isDraft: ([resource, kind, id]) =>
			kind === 'detail' &&
			open.of(resource).some((write) => write.kind === 'create' && write.rowIds.includes(id as string)),
		now,
		refetch,
		onFetched(key) {
			restored.remove(key);
			tell(key);
		},
	});

	const apply = (resource: string, changes: readonly Change[], since?: number): void => {
		for (const told of changes) {
			const change = seen.sift(told);
			if (change === null) continue;
			const id = 'row' in change ? change.row.id : change.id;
			const before = id === undefined ? undefined : known.findRow(change.resource, id);
			fetching.note(change, before, since);
			for (const { key, confirmed, order: fetched } of known.entries()) {
				const concerned = registry.find(key[0]);
				if (confirmed === undefined && isBack(key, told)) refetch(key);
				if (concerned === undefined || confirmed === undefined) continue;
				const outcome = concerned.apply(key, confirmed, change, recent(before, change));
				// What somebody did to many is told in words alone: they look at the rows of before until these are fetched.
				if (outcome.stale === true) refetch(key, { atOnce: change.type === 'unclear' && since !== undefined });
				if (outcome.data === confirmed) continue;
				if (isOvertaken(concerned.rowsIn(key, confirmed), change, { since, fetched })) refetch(key);
				known.change(key, outcome.data);
				tell(key);
				if (key[0] !== resource) known.show(key);
			}
		}
		known.showAll(resource);
	};
	const report = (change: Change): void => apply(change.resource, [change]);

	const writer = createWriter({
		open,
		temporaryIds,
		request,
		queue,
		findRow: known.findRow,
		apply,
		mark: fetching.mark,
		show: known.showAll,
		replaceDraft(resource, id, row) {
			for (const { key } of known.entries()) {
				if (key[0] === resource && key[1] === 'detail' && key[2] === id) known.change(key, row);
			}
		},
	});

	const register = (definition: RowDefinition): RowResource => {
		const resource = createRowResource(definition, { request, realId: temporaryIds.realId });
		const end = registry.add(resource);
		resource.listen?.(bus, report, AbortSignal.any([signal, end]));
		return resource;
	};

	const handles = new WeakMap<RowDefinition, { handle: ResourceHandle; resource: RowResource }>();
	const runResource = (definition: RowDefinition): ResourceHandle => {
		const running = handles.get(definition);
		if (running !== undefined && registry.find(definition.name) === running.resource) return running.handle;
		const resource = register(definition);
		const handle: ResourceHandle = {
			...createRowWrites({
				resource,
				writer,
				findShown(id) {
					const real = temporaryIds.realId(id);
					const shown = open.of(definition.name).find((write) => write.kind === 'create' && write.rowIds.includes(id));
					return known.findRow(definition.name, real) ?? (shown?.shown as Row | undefined);
				},
				userId: () => userId,
				now,
			}),
			loadMore: (key) => fetching.more(key, resource),
		};
		handles.set(definition, { handle, resource });
		return handle;
	};

	const forget = (matches: (key: ResourceKey) => boolean): void => {
		for (const { key } of known.entries()) if (matches(key)) store.write(key, undefined);
		known.forget(matches);
	};

	const clear = (): void => {
		fetching.clear();
		writer.clear();
		temporaryIds.clear();
		seen.clear();
		refetches.clear();
		restored.clear();
		known.forget(() => true);
		store.clear();
	};

	const users = runResource(usersDefinition);
	const files = runResource(filesDefinition);
	registry.add(createMeResource(api.auth));
	const sessions = createSessionsResource(api.auth);
	sessions.listen?.(bus, report, AbortSignal.any([signal, registry.add(sessions)]));
	registry.add(createAuditResource(api.audit));
	registry.add(createUsageResource(api.files));

	bus.on(
		'realtime:resync-required',
		() => {
			fetching.doubtAll();
			for (const { key } of known.entries()) known.markStale(key);
			store.revalidate(() => true);
		},
		{ signal },
	);
	bus.on('realtime:state-changed', ({ to }) => (eventsComeIn = to === 'connected'), { signal });
	bus.on('session:signed-in', (event) => (userId = event.userId), { signal });
	bus.on(
		'session:signed-out',
		() => {
			userId = '';
			clear();
		},
		{ signal },
	);
	const isFresh = (key: ResourceKey): boolean => known.isFresh(key, now(), eventsComeIn);
	const stopListening = onPageFocus(() => store.revalidate((key) => !isFresh(key) && !fetching.isUnderWay(key)));
	bus.on(
		'network:state-changed',
		({ to }) => {
			// What happened meanwhile is told by events, if they come in; else nobody told of it.
			if (to === 'online') store.revalidate((key) => !eventsComeIn || !isFresh(key));
		},
		{ signal },
	);

	const addFile = (file: StoredFile, since: number): void =>
		apply('files', [{ type: 'created', resource: 'files', row: file, own: true }], since);

	const cache: DataCache = {
		api,
		queued: createQueuedWrites({ open, writer, show: known.showAll }),
		resource: runResource,
		purge(owner) {
			for (const name of registry.remove(owner)) {
				open.clear(name);
				forget((key) => key[0] === name);
			}
		},
		read: (key) => store.read(key) as never,
		isFresh,
		preload: (key) => (isFresh(key) ? Promise.resolve() : fetching.preload(key)),
		watch: fetching.watch,
		revalidate(matches = () => true) {
			for (const { key } of known.entries()) if (matches(key)) known.markStale(key);
			store.revalidate(matches);
		},
		updateUser: (id, body, { ifMatch = 'any', ...options }: Parameters<typeof users.update>[2] = {}) =>
			users.update(id, body, { ifMatch, ...options }) as Promise<Row> as Promise<User>,
		async uploadFile(file, options) {
			const [stillHere, since] = [fetching.guard(), fetching.mark()];
			const uploads = await loadUploads?.();
			const stored = await (uploads?.uploadFile(file, options).result ?? api.files.upload(file, options));
			if (stillHere()) addFile(stored, since);
			return stored;
		},
		async loadUploads() {
			if (loadUploads === undefined) throw new TypeError('This cache was made without an upload service.');
			return loadUploads();
		},
		async startUpload(file, options) {
			const [stillHere, since] = [fetching.guard(), fetching.mark()];
			return (await cache.loadUploads()).uploadFile(file, {
				...options,
				onSuccess(stored) {
					if (stillHere()) addFile(stored, since);
					options?.onSuccess?.(stored);
				},
			});
		},
		// Who takes it off the list brings it back and says why.
		...createTogether({ api, apply, mark: fetching.mark, guard: fetching.guard }),
		removeFile: (id) => files.remove(id, { ifMatch: 'any', notify: false }),
		entries: () =>
			known
				.entries()
				.filter(({ confirmed }) => confirmed !== undefined)
				.map(({ key, confirmed, fetchedAt }) => ({ key, data: confirmed, fetchedAt })),
		restore(entries, { isLate = false } = {}) {
			for (const { key, data, fetchedAt } of entries) {
				if (known.get(key) !== undefined || (isLate && fetching.isUnderWay(key))) continue;
				known.accept(key, { data, fetchedAt, order: 0, isStale: true });
				known.show(key);
				restored.add(key);
			}
		},
		isRestored: restored.has,
		onRestoredChange: restored.subscribe,
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		inspect: () =>
			known.entries().map(({ key, fetchedAt }) => ({
				...{ key, fetchedAt, shown: store.read(key) },
				owner: registry.find(key[0])?.owner ?? null,
				isFresh: isFresh(key),
				isFetching: fetching.isUnderWay(key),
				watchers: fetching.watchersOf(key),
			})),
		drop(key) {
			const name = serializeKey(key);
			const isIt = (other: ResourceKey) => serializeKey(other) === name;
			forget(isIt);
			tell(key);
			store.revalidate(isIt);
		},
		clear,
		dispose() {
			life.abort();
			stopListening();
			clear();
			listeners.clear();
			store.dispose();
		},
	};
	setSwrConfig(cache, createSwrConfig({ store, fetch: fetching.fetch }));
	return cache;
};

/** Whether the item that a page looks for, and did not find, is there again. */
const isBack = ([resource, kind, id]: ResourceKey, change: Change): boolean =>
	change.type === 'created' &&
	change.again === true &&
	resource === change.resource &&
	kind === 'detail' &&
	id === change.row.id;

/** Only the row right before the change says where it was. */
const recent = (before: Row | undefined, change: Change): Row | undefined => {
	if (before === undefined || !('row' in change)) return before;
	return before.version >= change.row.version - 1 ? before : undefined;
};
