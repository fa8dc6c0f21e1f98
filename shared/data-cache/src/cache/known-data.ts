import type { CacheStore } from './cache-store.ts';
import { serializeKey } from './cache-store.ts';
import type { CachedResource } from './cached-resource.ts';
import type { Row } from './change.ts';
import type { Write } from './queued-writes.ts';
import type { ResourceKey } from './resource-key.ts';
import { shareData } from './same-data.ts';

interface Entry {
	readonly key: ResourceKey;
	/** As the server says it, without what is only shown; undefined when it is gone. */
	confirmed: unknown;
	/** Milliseconds; when the request of what is known was made. */
	fetchedAt: number;
	/** The number of that request: an earlier one that answers later is not taken. */
	order: number;
	isStale: boolean;
}

export interface FetchedData {
	data: unknown;
	fetchedAt: number;
	order: number;
	isStale: boolean;
}

/** What the server said, key by key. What is shown is made of it and of the open writes, each time anew. */
export interface KnownData {
	get(key: ResourceKey): Readonly<Entry> | undefined;
	entries(): readonly Readonly<Entry>[];
	/** False when something later is known already. */
	accept(key: ResourceKey, fetched: FetchedData): boolean;
	/** What an event or an answer made of it; it is as old as before. */
	change(key: ResourceKey, data: unknown): void;
	markStale(key: ResourceKey): void;
	isFresh(key: ResourceKey, now: number, isFollowed: boolean): boolean;
	/** Puts on screen what is known under a key, with the open writes over it, and answers it. */
	show(key: ResourceKey): unknown;
	showAll(resource: string): void;
	/** The latest row with that id under any key. */
	findRow(resource: string, id: string): Row | undefined;
	forget(matches: (key: ResourceKey) => boolean): void;
}

export interface KnownDataOptions {
	store: CacheStore;
	writesOf(resource: string): readonly Write[];
	resourceOf(name: string): CachedResource | undefined;
}

export const createKnownData = ({ store, writesOf, resourceOf }: KnownDataOptions): KnownData => {
	const entries = new Map<string, Entry>();

	const show = (key: ResourceKey): unknown => {
		const entry = entries.get(serializeKey(key));
		const shown = store.read(key);
		const resource = resourceOf(key[0]);
		if (resource === undefined) return shown;
		const next = shareData(shown, resource.present(key, entry?.confirmed, writesOf(key[0])));
		if (!Object.is(next, shown)) store.write(key, next);
		return next;
	};

	return {
		get: (key) => entries.get(serializeKey(key)),
		entries: () => [...entries.values()],
		accept(key, { data, fetchedAt, order, isStale }) {
			const name = serializeKey(key);
			const before = entries.get(name);
			if (before !== undefined && order < before.order) return false;
			entries.set(name, { key, confirmed: shareData(before?.confirmed, data), fetchedAt, order, isStale });
			return true;
		},
		change(key, data) {
			const entry = entries.get(serializeKey(key));
			if (entry !== undefined) entry.confirmed = data;
		},
		markStale(key) {
			const entry = entries.get(serializeKey(key));
			if (entry !== undefined) entry.isStale = true;
		},
		isFresh(key, now, isFollowed) {
			const entry = entries.get(serializeKey(key));
			const resource = resourceOf(key[0]);
			if (entry === undefined || resource === undefined || entry.isStale || entry.confirmed === undefined) return false;
			return (isFollowed && resource.isLive) || now - entry.fetchedAt < resource.ttl;
		},
		show,
		showAll(resource) {
			for (const { key } of entries.values()) if (key[0] === resource) show(key);
		},
		findRow(resource, id) {
			let found: Row | undefined;
			for (const { key, confirmed } of entries.values()) {
				if (key[0] !== resource || confirmed === undefined) continue;
				const row = resourceOf(resource)
					?.rowsIn(key, confirmed)
					.find((candidate) => candidate.id === id);
				if (row !== undefined && (found === undefined || row.version > found.version)) found = row;
			}
			return found;
		},
		forget(matches) {
			for (const [name, { key }] of entries) if (matches(key)) entries.delete(name);
		},
	};
};
