import type { FieldErrors } from '@flotilla/contracts';
import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { CheckData } from './schema/compile-schema.ts';

const batchSize = 500;
const maximumNamed = 20;

/** The first records that do not fit, by id with what is wrong; undefined when all fit. A batch is in memory at a time. */
export const findMisfits = async (
	transaction: Transaction<Schema>,
	{ collection, checkData }: { collection: string; checkData: CheckData },
): Promise<FieldErrors | undefined> => {
	const misfits: FieldErrors = {};
	let last: string | undefined;
	for (;;) {
		const records = transaction.selectFrom('records').select(['id', 'data']).where('collection', '=', collection);
		const rest = last === undefined ? records : records.where('id', '>', last);
		const batch = await rest.orderBy('id').limit(batchSize).execute();
		for (const { id, data } of batch) {
			last = id;
			const errors = checkData(data);
			if (errors === undefined) continue;
			misfits[id] = Object.entries(errors).map(([field, texts]) => `${field}: ${texts.join(' ')}`);
			if (Object.keys(misfits).length === maximumNamed) return misfits;
		}
		if (batch.length < batchSize) break;
	}
	return Object.keys(misfits).length > 0 ? misfits : undefined;
};
