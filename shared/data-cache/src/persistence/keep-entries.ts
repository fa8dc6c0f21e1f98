import type { CachedEntry } from '../cache/cached-entry.ts';
import type { KeptEntry, PersistenceDatabase } from './persistence-database.ts';

export interface KeptLimits {
	maximumBytes: number;
	maximumEntries: number;
	/** Milliseconds. */
	maximumAge: number;
}

/** The longest unused ones that have to go for the rest to be within the limits. */
export const tooMuch = (
	all: readonly KeptEntry[],
	{ maximumBytes, maximumEntries }: Pick<KeptLimits, 'maximumBytes' | 'maximumEntries'>,
): readonly KeptEntry[] => {
	const latestFirst = all.toSorted((a, b) => b.usedAt - a.usedAt);
	let bytes = 0;
	const over = latestFirst.findIndex(({ size }, index) => {
		bytes += size;
		return bytes > maximumBytes || index >= maximumEntries;
	});
	return over === -1 ? [] : latestFirst.slice(over);
};

/** Writes, forgets and evicts in one transaction. `size` is in bytes. */
export const keepEntries = async (
	database: PersistenceDatabase,
	changes: ReadonlyMap<string, { entry: CachedEntry; size: number } | null>,
	{ now, limits }: { now: number; limits: KeptLimits },
): Promise<void> => {
	const transaction = database.transaction(['index', 'data'], 'readwrite', { durability: 'relaxed' });
	const [index, data] = [transaction.objectStore('index'), transaction.objectStore('data')];
	const forget = (name: string) => Promise.all([index.delete(name), data.delete(name)]);
	const work = async (): Promise<void> => {
		for (const [name, change] of changes) {
			if (change === null) await forget(name);
			else await Promise.all([data.put(change.entry, name), index.put({ name, size: change.size, usedAt: now })]);
		}
		for (const { name } of tooMuch(await index.getAll(), limits)) await forget(name);
	};
	await Promise.all([work(), transaction.done]);
};

/** What is not too old, the latest used first. */
export const readEntries = async (
	database: PersistenceDatabase,
	{ now, limits }: { now: number; limits: KeptLimits },
): Promise<CachedEntry[]> => {
	const transaction = database.transaction(['index', 'data']);
	const kept = await transaction.objectStore('index').getAll();
	const wanted = kept.filter(({ usedAt }) => now - usedAt <= limits.maximumAge).sort((a, b) => b.usedAt - a.usedAt);
	const entries = await Promise.all(wanted.map(({ name }) => transaction.objectStore('data').get(name)));
	return entries.filter((entry): entry is CachedEntry => Array.isArray(entry?.key));
};
