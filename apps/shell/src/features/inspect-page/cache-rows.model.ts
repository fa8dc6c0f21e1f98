import type { InspectedEntry } from '@flotilla/data-cache';

export interface CacheRow {
	/** Unique among the rows. */
	id: string;
	entry: InspectedEntry;
	/** The key as it is read: `users list {"page":1}`. */
	label: string;
	/** Milliseconds since it was fetched. */
	age: number;
	/** Characters of it as JSON, which are bytes where it has no letters beyond ASCII; null for what JSON cannot say. */
	size: number | null;
}

/** What is known, by owner and by key. */
export const cacheRows = (entries: readonly InspectedEntry[], now: number): CacheRow[] =>
	entries
		.map((entry) => ({
			id: JSON.stringify(entry.key),
			entry,
			label: labelOf(entry.key),
			age: Math.max(0, now - entry.fetchedAt),
			size: sizeOf(entry.shown),
		}))
		.sort((a, b) => (a.entry.owner ?? '').localeCompare(b.entry.owner ?? '') || a.label.localeCompare(b.label));

const labelOf = ([resource, kind, ...rest]: InspectedEntry['key']): string =>
	[resource, kind, ...rest.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))]
		.filter((part) => part !== '{}')
		.join(' ');

// What did not change is the same object: to write a long list down each second is for nothing.
const sizes = new WeakMap<object, number | null>();

const sizeOf = (data: unknown): number | null => {
	if (typeof data !== 'object' || data === null) return data === undefined ? 0 : String(data).length;
	const known = sizes.get(data);
	if (known !== undefined) return known;
	let size: number | null;
	try {
		size = JSON.stringify(data).length;
	} catch {
		size = null;
	}
	sizes.set(data, size);
	return size;
};

/** Those whose key or owner has a text in it, in any case. */
export const filterRows = (rows: readonly CacheRow[], text: string): readonly CacheRow[] => {
	const wanted = text.trim().toLowerCase();
	return rows.filter(({ label, entry }) => `${label} ${entry.owner ?? ''}`.toLowerCase().includes(wanted));
};
