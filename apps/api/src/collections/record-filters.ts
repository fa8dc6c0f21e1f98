import type { CollectionDefinition, FieldErrors } from '@flotilla/contracts';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { comparedValueOf } from './field-expression.ts';
import { kindOf } from './field-kind.ts';

const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'] as const;
type Operator = (typeof operators)[number];

/** Something a list can be filtered by. */
interface Filterable {
	expression: RawBuilder<unknown>;
	/** A value as the database compares it; undefined when the text is none. */
	read(text: string): RawBuilder<unknown> | undefined;
	expected: string;
}

const number = /^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?$/;
const day = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const readNumber = (text: string) =>
	number.test(text) && Number.isFinite(Number(text)) ? sql`${String(Number(text))}::text::numeric` : undefined;
const readInstant = (text: string) => {
	const time = day.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(time) ? undefined : sql`${new Date(time).toISOString()}::text::timestamptz`;
};
const readBoolean = (text: string) => (text === 'true' ? sql`true` : text === 'false' ? sql`false` : undefined);
const readId = (text: string) => (uuid.test(text) ? sql`${text}::text::uuid` : undefined);

const instantColumn = (column: 'created_at' | 'updated_at'): Filterable => ({
	expression: sql.ref(column),
	read: readInstant,
	expected: 'a date such as 2026-11-25 or 2026-11-25T08:00:00Z',
});

const ownFields: Readonly<Record<string, Filterable>> = {
	createdAt: instantColumn('created_at'),
	updatedAt: instantColumn('updated_at'),
	createdBy: { expression: sql.ref('created_by'), read: readId, expected: 'an id' },
};

const readers = {
	text: { read: (text: string) => sql`${text}::text`, expected: 'a text' },
	number: { read: readNumber, expected: 'a number' },
	boolean: { read: readBoolean, expected: 'true or false' },
} as const;

const findFilterable = ({ schema, filter }: CollectionDefinition, field: string): Filterable | undefined => {
	if (Object.hasOwn(ownFields, field)) return ownFields[field];
	const kind = filter.includes(field) ? kindOf(schema, field) : undefined;
	return kind === undefined ? undefined : { expression: comparedValueOf(field, kind), ...readers[kind] };
};

const comparisons: Readonly<Record<Exclude<Operator, 'in'>, string>> = {
	eq: '=',
	// Records without a value are also different.
	ne: 'is distinct from',
	gt: '>',
	gte: '>=',
	lt: '<',
	lte: '<=',
};

const filterKey = /^filter\[([A-Za-z][A-Za-z0-9_]{0,59})\](?:\[([a-z]{2,3})\])?$/;
const isOperator = (name: string): name is Operator => operators.some((operator) => operator === name);

export interface ParsedFilters {
	conditions: Expression<SqlBool>[];
	/** By the name of the parameter. */
	errors: FieldErrors;
}

/** Reads `filter[<field>][<operator>]` out of what of a query is not known otherwise; nothing passes unnoticed. */
export const parseFilters = (
	definition: CollectionDefinition,
	parameters: Readonly<Record<string, unknown>>,
): ParsedFilters => {
	const conditions: Expression<SqlBool>[] = [];
	// A map: the names are whatever a client sends.
	const errors = new Map<string, string[]>();
	for (const [key, given] of Object.entries(parameters)) {
		const refuse = (message: string) => errors.set(key, [message]);
		const [, field, operator = 'eq'] = filterKey.exec(key) ?? [];
		const filterable = field === undefined ? undefined : findFilterable(definition, field);
		if (field === undefined) refuse('This parameter is not known.');
		else if (filterable === undefined) refuse('Records cannot be filtered by this field.');
		else if (!isOperator(operator)) refuse(`The operators are ${operators.join(', ')}.`);
		else {
			const { expression, read, expected } = filterable;
			const texts = [given].flat().map(String);
			const values = texts.map(read).filter((value) => value !== undefined);
			const [value] = values;
			if (values.length < texts.length || value === undefined) refuse(`This needs ${expected}.`);
			else if (operator === 'in') conditions.push(sql<SqlBool>`${expression} in (${sql.join(values)})`);
			else if (values.length > 1) refuse('Only "in" takes several values.');
			else conditions.push(sql<SqlBool>`${expression} ${sql.raw(comparisons[operator])} ${value}`);
		}
	}
	return { conditions, errors: Object.fromEntries(errors) };
};
