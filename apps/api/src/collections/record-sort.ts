import type { CollectionDefinition } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type RawBuilder, sql } from 'kysely';
import type { SortDirection, SortOrder, SortTerm } from '../database/sort-order.ts';
import { sortTermsOf } from './field-expression.ts';
import { kindOf } from './field-kind.ts';

/** How a list of records is sorted. */
export interface RecordSort {
	/** Undefined when some fields go up and others down: such an order cannot be walked by cursor. */
	order: SortOrder | undefined;
	/** The order by clause, whatever the directions. */
	clause: RawBuilder<unknown>;
}

const maximumFields = 3;
const newestFirst = '-createdAt';

const ownTerms: Readonly<Record<string, readonly SortTerm[]>> = {
	createdAt: [{ expression: sql.ref('created_at'), type: 'timestamptz' }],
	updatedAt: [{ expression: sql.ref('updated_at'), type: 'timestamptz' }],
};

const refuse = (message: string) => createHttpError('VALIDATION_FAILED', { errors: { sort: [message] } });

const termsOf = ({ schema, sort }: CollectionDefinition, field: string): readonly SortTerm[] => {
	const own = Object.hasOwn(ownTerms, field) ? ownTerms[field] : undefined;
	const kind = sort.includes(field) ? kindOf(schema, field) : undefined;
	if (own === undefined && kind === undefined) throw refuse(`Records cannot be sorted by "${field}".`);
	return own ?? (kind === undefined ? [] : sortTermsOf(field, kind));
};

/** Reads `priority,-createdAt`; ties are broken by id. Throws `HttpError` VALIDATION_FAILED. */
export const parseSort = (definition: CollectionDefinition, text: string | undefined): RecordSort => {
	const written = text === undefined || text === '' ? newestFirst : text;
	const fields = written.split(',').map((part) => ({
		field: part.replace(/^-/, ''),
		direction: (part.startsWith('-') ? 'desc' : 'asc') satisfies SortDirection as SortDirection,
	}));
	if (fields.length > maximumFields) throw refuse(`Sort by at most ${maximumFields} fields.`);
	if (new Set(fields.map(({ field }) => field)).size < fields.length) throw refuse('A field is named twice.');
	const sorted = fields.map(({ field, direction }) => ({ direction, terms: termsOf(definition, field) }));
	const direction = sorted[0]?.direction ?? 'asc';
	const id: SortTerm = { expression: sql.ref('id'), type: 'uuid' };
	const clauses = [...sorted, { direction, terms: [id] }].flatMap((part) =>
		part.terms.map(({ expression }) => sql`${expression} ${sql.raw(part.direction)}`),
	);
	const isUniform = sorted.every((part) => part.direction === direction);
	return {
		clause: sql.join(clauses),
		order: isUniform
			? {
					// With the version: a definition that changes may change what kind a field is of.
					name: `data:${definition.name}:${definition.version}:${written}`,
					terms: [...sorted.flatMap(({ terms }) => terms), id],
					direction,
				}
			: undefined,
	};
};
