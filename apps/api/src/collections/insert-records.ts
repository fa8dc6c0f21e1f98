import type { Transaction } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { RecordRow, Schema } from '../database/schema.ts';
import type { Collection } from './collection.ts';
import type { NewRecord } from './record.ts';
import { searchTextOf } from './search-text.ts';

/** Rows a statement: each has nine parameters, and a statement may have 65,535. */
const batchSize = 200;

export interface InsertOptions {
	collection: Collection;
	subject: Subject;
	records: readonly NewRecord[];
	now: Date;
}

/** Stores what has an id that is not there yet, and answers that; the rest is left out. */
export const insertRecords = async (
	transaction: Transaction<Schema>,
	{ collection, subject, records, now }: InsertOptions,
): Promise<Map<string, RecordRow>> => {
	const stored = new Map<string, RecordRow>();
	for (let start = 0; start < records.length; start += batchSize) {
		const values = records.slice(start, start + batchSize).map(({ id, data, json }) => ({
			collection: collection.name,
			id,
			data: json,
			created_at: now,
			updated_at: now,
			created_by: subject.userId,
			updated_by: subject.userId,
			search_text: searchTextOf(collection.search, data),
		}));
		const rows = await transaction
			.insertInto('records')
			.values(values)
			.onConflict((conflict) => conflict.columns(['collection', 'id']).doNothing())
			.returningAll()
			.execute();
		for (const row of rows) stored.set(row.id, row);
	}
	return stored;
};
