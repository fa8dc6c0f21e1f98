import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { CachedEntry } from '../cache/cached-entry.ts';

/** What is known of an entry without reading it. */
export interface KeptEntry {
	readonly name: string;
	/** Bytes, as JSON. */
	readonly size: number;
	/** Milliseconds since 1970. */
	readonly usedAt: number;
}

interface PersistenceSchema extends DBSchema {
	/** Small, and read whole; the data is apart, and read as far as it is wanted. */
	index: { key: string; value: KeptEntry };
	data: { key: string; value: CachedEntry };
	meta: { key: 'schemaVersion'; value: string };
}

export type PersistenceDatabase = IDBPDatabase<PersistenceSchema>;

/** Empty when what it had is of another schema version. Rejects when the browser has no database to give. */
export const openPersistenceDatabase = async (name: string, schemaVersion: string): Promise<PersistenceDatabase> => {
	const database: PersistenceDatabase = await openDB<PersistenceSchema>(name, 1, {
		upgrade(upgraded) {
			upgraded.createObjectStore('index', { keyPath: 'name' });
			upgraded.createObjectStore('data');
			upgraded.createObjectStore('meta');
		},
		blocking: () => database.close(),
	});
	if ((await database.get('meta', 'schemaVersion')) === schemaVersion) return database;
	const transaction = database.transaction(['index', 'data', 'meta'], 'readwrite');
	await Promise.all([
		transaction.objectStore('index').clear(),
		transaction.objectStore('data').clear(),
		transaction.objectStore('meta').put(schemaVersion, 'schemaVersion'),
		transaction.done,
	]);
	return database;
};

/** Removes the databases of other people on this device. */
export const removeOtherDatabases = async (prefix: string, own: string): Promise<void> => {
	const all = (await indexedDB.databases?.()) ?? [];
	const others = all.flatMap(({ name = '' }) => (name.startsWith(prefix) && name !== own ? [name] : []));
	await Promise.all(others.map((name) => deleteDB(name)));
};
