import { createHash } from 'node:crypto';
import type { CollectionDefinition } from '@flotilla/contracts';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { comparedValueOf, sortTermsOf } from './field-expression.ts';
import { kindOf } from './field-kind.ts';

type Indexed = Pick<CollectionDefinition, 'name' | 'schema' | 'sort' | 'filter'>;

/** Which indexes a definition asks for, by a name that is another one whenever the index would be. */
const indexesOf = ({ name, schema, sort, filter }: Indexed): Map<string, RawBuilder<unknown>> => {
	const indexes = new Map<string, RawBuilder<unknown>>();
	const add = (use: 'sort' | 'filter', fields: readonly string[]) => {
		for (const field of fields) {
			const kind = kindOf(schema, field);
			if (kind === undefined) continue;
			const terms =
				use === 'filter'
					? [comparedValueOf(field, kind)]
					: sortTermsOf(field, kind).map(({ expression }) => expression);
			const hash = createHash('sha256').update(`${name}\n${use}\n${field}\n${kind}`).digest('hex').slice(0, 32);
			indexes.set(`records_of_${hash}`, sql`(${sql.join([...terms, sql.ref('id')])})`);
		}
	};
	add('sort', sort);
	add('filter', filter);
	return indexes;
};

/** Brings the indexes of one collection from those of its last definition to those of its new one. */
export const changeIndexes = async (
	transaction: Transaction<Schema>,
	{ from, to }: { from: Indexed | undefined; to: Indexed },
): Promise<void> => {
	const present = from === undefined ? new Map<string, RawBuilder<unknown>>() : indexesOf(from);
	const wanted = indexesOf(to);
	for (const name of present.keys()) {
		if (!wanted.has(name)) await sql`drop index if exists ${sql.id(name)}`.execute(transaction);
	}
	for (const [name, columns] of wanted) {
		if (present.has(name)) continue;
		await sql`create index if not exists ${sql.id(name)} on records ${columns} where collection = ${sql.lit(to.name)}`.execute(
			transaction,
		);
	}
};
