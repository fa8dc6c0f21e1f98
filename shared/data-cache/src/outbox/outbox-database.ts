import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Operation } from './operation.ts';
import { OutboxError } from './outbox-error.ts';

/** Who replays, as the database knows it: whoever is not named here has lost the right to record anything. */
export interface Lease {
	readonly owner: string | null;
	/** When the owner last showed signs of life; milliseconds since 1970. */
	readonly beat: number;
	/** Attempts in a row that did not reach anything. */
	readonly failures: number;
	/** Nothing is sent before; milliseconds since 1970. */
	readonly notBefore: number;
	/** True when the server named that time: a returning network does not shorten it. */
	readonly isFirm: boolean;
}

export const freeLease: Lease = { owner: null, beat: 0, failures: 0, notBefore: 0, isFirm: false };

export interface OutboxSchema extends DBSchema {
	operations: {
		key: number;
		value: Operation;
		indexes: { id: string; rowIds: string; dependsOn: string };
	};
	/** What the server calls what was named here before it had a name. */
	ids: { key: string; value: { temporary: string; actual: string; at: number }; indexes: { at: number } };
	lease: { key: 'lease'; value: Lease };
}

export type OutboxDatabase = IDBPDatabase<OutboxSchema>;

const schemaVersion = 1;

/** Rejects with `OUTBOX_UNAVAILABLE`. Lets go by itself when a newer version of the page needs another schema. */
export const openOutboxDatabase = async (name: string): Promise<OutboxDatabase> => {
	try {
		const database: OutboxDatabase = await openDB<OutboxSchema>(name, schemaVersion, {
			upgrade(upgraded) {
				const operations = upgraded.createObjectStore('operations', { keyPath: 'sequence', autoIncrement: true });
				operations.createIndex('id', 'id', { unique: true });
				operations.createIndex('rowIds', 'rowIds', { multiEntry: true });
				operations.createIndex('dependsOn', 'dependsOn', { multiEntry: true });
				upgraded.createObjectStore('ids', { keyPath: 'temporary' }).createIndex('at', 'at');
				upgraded.createObjectStore('lease');
			},
			blocking: () => database.close(),
		});
		return database;
	} catch (cause) {
		throw new OutboxError('OUTBOX_UNAVAILABLE', { cause });
	}
};
