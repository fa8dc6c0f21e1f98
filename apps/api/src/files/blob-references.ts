import type { BlobStore } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { Schema } from '../database/schema.ts';

/** Which blobs rows name. */
export interface BlobReferences {
	/** Those of `keys` that no row names at this moment. */
	findUnused(keys: readonly string[]): Promise<string[]>;
	/**
	 * Removes the blob unless a row names it. The same lock is held by whoever is about to name one, so
	 * that it is not removed between an upload that finds it stored and the row that names it.
	 */
	removeUnused(key: string): Promise<boolean>;
}

export interface BlobReferencesOptions {
	database: Kysely<Schema>;
	blobs: BlobStore;
}

const unnamed = async (database: Kysely<Schema>, keys: readonly string[]): Promise<string[]> => {
	const { rows } = await sql<{ key: string }>`
		select key from unnest(${sql.val([...keys])}::text[]) as key
		where not exists (select from files where blob_key = key)
			and not exists (select from files where thumbnail_key = key)
			and not exists (select from deleted_files where blob_key = key)
			and not exists (select from deleted_files where thumbnail_key = key)
			and not exists (select from users where avatar_key = key)
			and not exists (select from deleted_users where avatar_key = key)
	`.execute(database);
	return rows.map(({ key }) => key);
};

export const createBlobReferences = ({ database, blobs }: BlobReferencesOptions): BlobReferences => ({
	findUnused: (keys) => unnamed(database, keys),
	removeUnused: (key) =>
		database.transaction().execute(async (transaction) => {
			await lockUntilEnd(transaction, key);
			const isUnused = (await unnamed(transaction, [key])).length > 0;
			if (isUnused) await blobs.remove(key);
			return isUnused;
		}),
});
