import type { CollectionDefinition } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import { lockSharedUntilEnd } from '../database/lock-until-end.ts';
import type { CollectionRow, Schema } from '../database/schema.ts';
import { reachOf } from './access.ts';
import type { CheckData, SchemaCompiler } from './schema/compile-schema.ts';

/** A collection with what its records are held against. */
export interface Collection extends CollectionDefinition {
	checkData: CheckData;
}

/** Held exclusively while a definition changes, shared while records of it do. */
export const lockNameOf = (collection: string): string => `collection:${collection}`;

export const toDefinition = (row: CollectionRow): CollectionDefinition => ({
	name: row.name,
	owner: row.owner,
	...row.document,
	version: row.version,
	createdAt: row.created_at.toISOString(),
	updatedAt: row.updated_at.toISOString(),
});

/** Throws `HttpError` COLLECTION_NOT_FOUND also for one that `subject` may not read, so that names cannot be probed. */
export const findDefinition = async (
	database: Kysely<Schema>,
	subject: Subject,
	name: string,
	{ alsoForDefiners = false }: { alsoForDefiners?: boolean } = {},
): Promise<{ definition: CollectionDefinition; schemaHash: string }> => {
	const row = await database.selectFrom('collections').selectAll().where('name', '=', name).executeTakeFirst();
	const mayKnow = (permissions: CollectionDefinition['permissions']) =>
		reachOf(permissions, 'read', subject) !== 'none' || (alsoForDefiners && subject.can('collections:define'));
	if (row === undefined || !mayKnow(row.document.permissions)) throw createHttpError('COLLECTION_NOT_FOUND');
	return { definition: toDefinition(row), schemaHash: row.schema_hash };
};

export const findCollection = async (
	database: Kysely<Schema>,
	compiler: SchemaCompiler,
	subject: Subject,
	name: string,
): Promise<Collection> => {
	const { definition, schemaHash } = await findDefinition(database, subject, name);
	return { ...definition, checkData: compiler.compile(definition.schema, schemaHash) };
};

/** The same for a change of records: until the transaction ends, the definition stays what it is. */
export const holdCollection = async (
	transaction: Transaction<Schema>,
	compiler: SchemaCompiler,
	subject: Subject,
	name: string,
): Promise<Collection> => {
	await lockSharedUntilEnd(transaction, lockNameOf(name));
	return findCollection(transaction, compiler, subject, name);
};
