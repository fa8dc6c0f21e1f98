import {
	type CollectionDefinition,
	type CollectionRecord,
	type FieldErrors,
	ownRecordFields,
	type RecordData,
} from '@flotilla/contracts';
import { FakeFailure } from './failure.ts';
import { fold, matchesSearch } from './query-rows.ts';

type Value = string | number | boolean | null;

const toValue = (value: unknown): Value =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const readField = (record: CollectionRecord, field: string): Value =>
	field === 'createdAt' || field === 'updatedAt' || field === 'createdBy' ? record[field] : toValue(record.data[field]);

/** Nothing comes last. */
const compare = (a: Value, b: Value): number => {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return a < b ? -1 : a > b ? 1 : 0;
};

/** Texts without case and accents, by code point. */
const toSortKey = (value: Value): Value => (typeof value === 'string' ? fold(value) : value);

interface SortedField {
	field: string;
	sign: 1 | -1;
}

const parseSort = (sort: string | undefined): SortedField[] =>
	(sort === undefined || sort === '' ? '-createdAt' : sort)
		.split(',')
		.map((part) => ({ field: part.replace(/^-/, ''), sign: part.startsWith('-') ? -1 : 1 }));

/** The order of a list; ties are broken by id. */
export const compareRecords = (sort: string | undefined) => {
	const order = parseSort(sort);
	return (a: CollectionRecord, b: CollectionRecord): number => {
		for (const { field, sign } of order) {
			const compared = compare(toSortKey(readField(a, field)), toSortKey(readField(b, field)));
			if (compared !== 0) return sign * compared;
		}
		return a.id === b.id ? 0 : (order[0]?.sign ?? 1) * (a.id < b.id ? -1 : 1);
	};
};

/** What of a record's data its place in a list depends on. */
export const pickFields = (data: RecordData, sort: string | undefined): RecordData =>
	Object.fromEntries(parseSort(sort).flatMap(({ field }) => (field in data ? [[field, data[field]]] : [])));

/** What a list that is strict refuses. Throws `FakeFailure` VALIDATION_FAILED. */
export const assertDeclared = (
	{ sort: sortable, filter }: Pick<CollectionDefinition, 'sort' | 'filter'>,
	sort: string | undefined,
	filters: Readonly<Record<string, unknown>>,
): void => {
	const unsortable = parseSort(sort).find(({ field }) => ![...sortable, 'createdAt', 'updatedAt'].includes(field));
	const errors: FieldErrors = unsortable ? { sort: [`Records cannot be sorted by "${unsortable.field}".`] } : {};
	for (const key of Object.keys(filters)) {
		const [, field = '', operator = 'eq'] = filterKey.exec(key) ?? [];
		const isKnown = [...filter, ...ownRecordFields].includes(field) && (operator === 'in' || operator in operators);
		if (!isKnown) errors[key] = ['Records cannot be filtered like this.'];
	}
	if (Object.keys(errors).length > 0) throw new FakeFailure('VALIDATION_FAILED', { errors });
};

const filterKey = /^filter\[(\w+)\](?:\[(\w+)\])?$/;

const operators: Readonly<Record<string, (value: Value, operand: Value) => boolean>> = {
	eq: (value, operand) => value === operand,
	ne: (value, operand) => value !== operand,
	gt: (value, operand) => value !== null && compare(value, operand) > 0,
	gte: (value, operand) => value !== null && compare(value, operand) >= 0,
	lt: (value, operand) => value !== null && compare(value, operand) < 0,
	lte: (value, operand) => value !== null && compare(value, operand) <= 0,
};

/** A text of the query as the kind of value that it is compared with. */
const likeOf = (value: Value, text: string): Value =>
	typeof value === 'number' ? Number(text) : typeof value === 'boolean' ? text === 'true' : text;

const matchesFilter = (record: CollectionRecord, key: string, given: string | readonly string[]): boolean => {
	const [, field = '', operator = 'eq'] = filterKey.exec(key) ?? [];
	const value = readField(record, field);
	const texts = [given].flat();
	if (operator === 'in') return texts.some((text) => value === likeOf(value, text));
	return operators[operator]?.(value, likeOf(value, texts[0] ?? '')) ?? false;
};

/** What a list or an export of the fake backend holds: as the server's, for fields of any name. */
export const selectRecords = (
	records: readonly CollectionRecord[],
	{ search, sort, fields }: { search?: string | undefined; sort?: string | undefined; fields: readonly string[] },
	filters: Readonly<Record<string, string | readonly string[]>>,
): CollectionRecord[] =>
	records
		.filter((record) => matchesSearch(search, ...fields.map((field) => String(toValue(record.data[field]) ?? ''))))
		.filter((record) => Object.entries(filters).every(([key, given]) => matchesFilter(record, key, given)))
		.sort(compareRecords(sort));
