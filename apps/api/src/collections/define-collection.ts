import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CollectionDefinition, FieldErrors, RecordData } from '@flotilla/contracts';
import { type defineCollectionBody, ownRecordFields } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import { assertVersion } from '../database/assert-version.ts';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { CollectionDocument, Schema } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { lockNameOf, toDefinition } from './collection.ts';
import { kindOf } from './field-kind.ts';
import { findMisfits } from './find-misfits.ts';
import { changeIndexes } from './indexes.ts';
import { checkSchema } from './schema/check-schema.ts';
import type { CheckData, SchemaCompiler } from './schema/compile-schema.ts';
import { storedSearchTextOf } from './search-text.ts';

export interface CollectionChange {
	name: string;
	body: z.output<typeof defineCollectionBody>;
	/** The `If-Match` header. Absent: the last writer wins. */
	ifMatch: string | undefined;
	compiler: SchemaCompiler;
	settings: Pick<Settings, 'maximumSchemaSize'>;
	clock: Clock;
}

const hashOf = (schema: RecordData): string => createHash('sha256').update(JSON.stringify(schema)).digest('hex');

const checkFields = ({ schema, search, sort, filter }: CollectionDocument): FieldErrors => {
	const errors: FieldErrors = {};
	const blame = (list: string, index: number, message: string) => {
		errors[`${list}.${index}`] = [message];
	};
	for (const [list, fields] of Object.entries({ search, sort, filter })) {
		for (const [index, field] of fields.entries()) {
			const kind = kindOf(schema, field);
			if (fields.indexOf(field) !== index) blame(list, index, 'This field is named twice.');
			else if (list !== 'search' && ownRecordFields.some((own) => own === field))
				blame(list, index, 'This name means the record itself in lists.');
			else if (kind === undefined)
				blame(list, index, 'This needs a field of the schema with one type: string, number, integer or boolean.');
			else if (list === 'search' && kind !== 'text') blame(list, index, 'Only fields of text can be searched.');
		}
	}
	return errors;
};

const withPrefix = (prefix: string, errors: FieldErrors): FieldErrors =>
	Object.fromEntries(
		Object.entries(errors).map(([field, texts]) => [field === '_' ? prefix : `${prefix}.${field}`, texts]),
	);

/** Throws `HttpError` VALIDATION_FAILED. */
const compileDocument = (document: CollectionDocument, { compiler, settings }: CollectionChange): CheckData => {
	const unsafe = checkSchema(document.schema, { maximumSize: settings.maximumSchemaSize });
	if (unsafe !== undefined) throw createHttpError('VALIDATION_FAILED', { errors: withPrefix('schema', unsafe) });
	const wrongFields = checkFields(document);
	if (Object.keys(wrongFields).length > 0) throw createHttpError('VALIDATION_FAILED', { errors: wrongFields });
	try {
		return compiler.compile(document.schema, hashOf(document.schema));
	} catch (error) {
		// What the compiler says is about the schema that the client has sent.
		const message = error instanceof Error ? error.message : String(error);
		throw createHttpError('VALIDATION_FAILED', { errors: { schema: [message] }, cause: error });
	}
};

/**
 * Makes a collection or changes its definition; the same definition again changes nothing.
 *
 * Throws `HttpError` VALIDATION_FAILED, COLLECTION_OWNED, VERSION_CONFLICT or SCHEMA_INCOMPATIBLE.
 */
export const defineCollection = async (
	transaction: Transaction<Schema>,
	change: CollectionChange,
): Promise<{ definition: CollectionDefinition; isChanged: boolean }> => {
	const { name, body, ifMatch, clock } = change;
	const { owner, ...document } = body;
	const checkData = compileDocument(document, change);
	// One definition at a time: making an index locks the table of all records, and two such changes would each wait
	// for what the other has written there.
	await lockUntilEnd(transaction, 'collections');
	await lockUntilEnd(transaction, lockNameOf(name));
	const row = await transaction.selectFrom('collections').selectAll().where('name', '=', name).executeTakeFirst();
	const now = new Date(clock.now());
	const values = { owner, document: JSON.stringify(document), schema_hash: hashOf(document.schema), updated_at: now };

	if (row === undefined) {
		assertVersion(ifMatch, undefined);
		const created = await transaction
			.insertInto('collections')
			.values({ name, ...values, created_at: now })
			.returningAll()
			.executeTakeFirstOrThrow();
		await changeIndexes(transaction, { from: undefined, to: toDefinition(created) });
		return { definition: toDefinition(created), isChanged: true };
	}

	if (row.owner !== owner) throw createHttpError('COLLECTION_OWNED');
	assertVersion(ifMatch, row.version);
	if (isDeepStrictEqual(JSON.parse(values.document), row.document) && values.schema_hash === row.schema_hash)
		return { definition: toDefinition(row), isChanged: false };
	if (values.schema_hash !== row.schema_hash) {
		const misfits = await findMisfits(transaction, { collection: name, checkData });
		if (misfits !== undefined) throw createHttpError('SCHEMA_INCOMPATIBLE', { errors: misfits });
	}
	const updated = await transaction
		.updateTable('collections')
		.set({ ...values, version: row.version + 1 })
		.where('name', '=', name)
		.returningAll()
		.executeTakeFirstOrThrow();
	if (!isDeepStrictEqual(row.document.search, document.search)) {
		const search_text = storedSearchTextOf(document.search);
		await transaction.updateTable('records').set({ search_text }).where('collection', '=', name).execute();
	}
	await changeIndexes(transaction, { from: toDefinition(row), to: toDefinition(updated) });
	return { definition: toDefinition(updated), isChanged: true };
};
