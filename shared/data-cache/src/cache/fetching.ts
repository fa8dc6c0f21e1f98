import { isApiError } from '@flotilla/api-client';
import type { RowResource } from '../resource/row-resource.ts';
import { serializeKey } from './cache-store.ts';
import type { CachedResource } from './cached-resource.ts';
import type { Change, Row } from './change.ts';
import { endTask } from './end-task.ts';
import type { KnownData } from './known-data.ts';
import type { ResourceKey } from './resource-key.ts';

export interface Fetching {
	/** Fetches, unless a preload of the key is on its way. */
	fetch(key: ResourceKey): Promise<unknown>;
	/** Fetches for later; never rejects. */
	preload(key: ResourceKey): Promise<void>;
	/** Fetches what comes after a growing list. */
	more(key: ResourceKey, resource: RowResource): Promise<void>;
	isUnderWay(key: ResourceKey): boolean;
	/** How many look at a key. */
	watchersOf(key: ResourceKey): number;
	/**
	 * Somebody looks at a key until they call what is returned. A fetch of it that is still on its way then is given up
	 * if they said so (default false), unless somebody else looks at it or it is a preload.
	 */
	watch(key: ResourceKey, options?: { giveUp?: boolean }): () => void;
	/** Something happened: what is on its way may or may not know of it. `since`: see `isOvertaken`. */
	note(change: Change, before: Row | undefined, since: number | undefined): void;
	/** Tells fetches that begin from now on from earlier ones. */
	mark(): number;
	/** Nobody knows what happened: whatever is on its way has to be asked for again. */
	doubtAll(): void;
	/** A question to be asked later: whether nothing was cleared in between. */
	guard(): () => boolean;
	/** What is on its way will not be taken. */
	clear(): void;
}

export interface FetchingOptions {
	known: KnownData;
	/** Throws for a name that nobody registered. */
	resourceOf(key: ResourceKey): CachedResource;
	isDraft(key: ResourceKey): boolean;
	now(): number;
	refetch(key: ResourceKey): void;
	onFetched(key: ResourceKey): void;
}

interface Fetch {
	readonly name: string;
	readonly order: number;
	readonly changes: { change: Change; before: Row | undefined; since: number | undefined }[];
	isDoubtful: boolean;
	readonly life: AbortController;
}

export const createFetching = ({ known, resourceOf, isDraft, now, refetch, onFetched }: FetchingOptions): Fetching => {
	const underWay = new Set<Fetch>();
	const preloads = new Map<string, Promise<unknown>>();
	const growing = new Map<string, Promise<void>>();
	const watchers = new Map<string, number>();
	let generation = 0;
	let order = 0;

	const begin = (key: ResourceKey): Fetch => {
		const life = new AbortController();
		const fetch: Fetch = { name: serializeKey(key), order, changes: [], isDoubtful: false, life };
		underWay.add(fetch);
		return fetch;
	};

	/** What arrived, with what happened while it was on its way. */
	const catchUp = (key: ResourceKey, arrived: unknown, { order: place, changes, isDoubtful }: Fetch) => {
		const resource = resourceOf(key);
		let [data, isStale] = [arrived, isDoubtful];
		for (const { change, before, since } of changes) {
			if (data === undefined) break;
			const outcome = resource.apply(key, data, change, before);
			isStale ||=
				outcome.stale === true ||
				(outcome.data !== data && isOvertaken(resource.rowsIn(key, data), change, { since, fetched: place }));
			data = outcome.data;
		}
		return { data, isStale };
	};

	const fetchNow = async (key: ResourceKey): Promise<unknown> => {
		const resource = resourceOf(key);
		order += 1;
		const [asked, place, fetchedAt] = [generation, order, now()];
		if (isDraft(key)) {
			known.accept(key, { data: undefined, fetchedAt, order: place, isStale: true });
			return known.show(key);
		}
		const fetch = begin(key);
		try {
			// Asked for while a page is put on the screen: to send requests there, too, makes one long task of it.
			const taskEnds = endTask();
			if (taskEnds !== undefined) await taskEnds;
			// Signed out in between: it would be asked for with the token of whoever comes next.
			if (asked !== generation) return undefined;
			const arrived = await resource.fetch(key, known.get(key)?.confirmed, fetch.life.signal);
			if (asked !== generation) return undefined;
			const { data, isStale } = catchUp(key, arrived, fetch);
			const isTaken = known.accept(key, { data, fetchedAt, order: place, isStale });
			if (isTaken && isStale) refetch(key);
			if (isTaken) onFetched(key);
			return known.show(key);
		} catch (error) {
			if (fetch.life.signal.aborted) {
				// Somebody came to look while it was being given up, and waits for it.
				if (asked === generation && watchers.has(fetch.name)) refetch(key);
				return known.show(key);
			}
			// What is gone is not shown any longer, as what cannot be fetched right now is.
			if (asked === generation && isApiError(error) && error.status === 404 && known.get(key) !== undefined) {
				if (known.accept(key, { data: undefined, fetchedAt, order: place, isStale: true })) known.show(key);
			}
			throw error;
		} finally {
			underWay.delete(fetch);
		}
	};

	const moreNow = async (key: ResourceKey, resource: RowResource): Promise<void> => {
		const asked = generation;
		const held = known.get(key)?.confirmed;
		const cursor = held === undefined ? null : resource.endOf(held);
		if (cursor === null) return;
		const fetch = begin(key);
		try {
			const more = await resource.fetchMore(key, cursor);
			const present = known.get(key);
			// Fetched anew meanwhile, and it ends elsewhere now: whoever still wants more asks again.
			if (asked !== generation || present === undefined || resource.endOf(present.confirmed) !== cursor) return;
			const { data, isStale } = catchUp(key, resource.append(present.confirmed, more), fetch);
			known.change(key, data);
			if (isStale) refetch(key);
			onFetched(key);
			known.show(key);
		} finally {
			underWay.delete(fetch);
		}
	};

	return {
		fetch: (key) => preloads.get(serializeKey(key)) ?? fetchNow(key),
		async preload(key) {
			const name = serializeKey(key);
			if (preloads.has(name)) return;
			const fetching = fetchNow(key);
			preloads.set(name, fetching);
			try {
				await fetching;
			} catch {
				// Whoever shows it asks again and shows the error.
			} finally {
				if (preloads.get(name) === fetching) preloads.delete(name);
			}
		},
		more(key, resource) {
			const name = serializeKey(key);
			const asking = growing.get(name) ?? moreNow(key, resource).finally(() => growing.delete(name));
			growing.set(name, asking);
			return asking;
		},
		isUnderWay(key) {
			const name = serializeKey(key);
			return [...underWay].some((fetch) => fetch.name === name);
		},
		watchersOf: (key) => watchers.get(serializeKey(key)) ?? 0,
		watch(key, { giveUp = false } = {}) {
			const name = serializeKey(key);
			watchers.set(name, (watchers.get(name) ?? 0) + 1);
			let isOver = false;
			return () => {
				if (isOver) return;
				isOver = true;
				const left = (watchers.get(name) ?? 1) - 1;
				if (left > 0) watchers.set(name, left);
				else watchers.delete(name);
				if (!giveUp) return;
				// Whoever looks at it next comes in the same turn, when a list is drawn anew.
				setTimeout(() => {
					if (watchers.has(name) || preloads.has(name)) return;
					for (const fetch of underWay) if (fetch.name === name) fetch.life.abort();
				}, 0);
			};
		},
		note(change, before, since) {
			for (const { changes } of underWay) changes.push({ change, before, since });
		},
		mark: () => order,
		doubtAll() {
			for (const fetch of underWay) fetch.isDoubtful = true;
		},
		guard() {
			const asked = generation;
			return () => asked === generation;
		},
		clear() {
			generation += 1;
			underWay.clear();
			preloads.clear();
			growing.clear();
		},
	};
};

/**
 * Whether rows without the changed one may know better. An event is followed by the events of what happened later; the
 * answer to a write is not, and what was fetched after the write was sent may already be without its row.
 */
export const isOvertaken = (
	rows: readonly Row[],
	change: Change,
	{ since, fetched }: { since: number | undefined; fetched: number },
): boolean => {
	if (since === undefined || fetched <= since || !('row' in change)) return false;
	return !rows.some(({ id }) => id === change.row.id);
};
