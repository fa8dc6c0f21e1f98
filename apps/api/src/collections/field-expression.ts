import { recordField } from '@flotilla/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { SortTerm } from '../database/sort-order.ts';
import type { FieldKind } from './field-kind.ts';

/** The longest text a filter may name. */
export const maximumFilterText = 200;

/**
 * One character more than a filter can have: what is cut off cannot change how a text compares with one. Whole, a
 * text of 2,704 bytes would be too much for an index.
 */
const comparedText = maximumFilterText + 1;

/** A literal and not a parameter: the expression has to be the very one that is indexed. */
const nameOf = (field: string): RawBuilder<string> => sql.lit(recordField.parse(field));

/** A field's whole text, null where there is none. */
export const textOf = (field: string): RawBuilder<string | null> => {
	const name = nameOf(field);
	return sql`case when jsonb_typeof(data -> ${name}) = 'string' then data ->> ${name} end`;
};

/**
 * A field's value as it is compared, null where there is none of its kind. The kind is looked at in the
 * expression itself, for rows of other collections may be read before their collection is.
 */
export const comparedValueOf = (field: string, kind: FieldKind): RawBuilder<unknown> => {
	const name = nameOf(field);
	switch (kind) {
		case 'text':
			return sql`(left(${textOf(field)}, ${sql.lit(comparedText)}) collate "C")`;
		case 'number':
			return sql`(case when jsonb_typeof(data -> ${name}) = 'number' then (data ->> ${name})::numeric end)`;
		case 'boolean':
			return sql`(case when jsonb_typeof(data -> ${name}) = 'boolean' then (data ->> ${name})::boolean end)`;
	}
};

const zeros: Readonly<Record<FieldKind, RawBuilder<unknown>>> = {
	text: sql`''`,
	number: sql`0`,
	boolean: sql`false`,
};

const types: Readonly<Record<FieldKind, SortTerm['type']>> = { text: 'text', number: 'numeric', boolean: 'boolean' };

/** Text without regard to case and accents; records without a value come after all others, or before them downwards. */
export const sortTermsOf = (field: string, kind: FieldKind): SortTerm[] => {
	const value = comparedValueOf(field, kind);
	const key = kind === 'text' ? sql`(flotilla_fold(${value}) collate "C")` : value;
	return [
		{ expression: sql`(${value} is null)`, type: 'boolean' },
		{ expression: sql`coalesce(${key}, ${zeros[kind]})`, type: types[kind] },
	];
};
