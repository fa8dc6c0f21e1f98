import type { FilterOperator, FilterValue, RecordFilter, RecordsQuery } from '@flotilla/api-client';
import { type CollectionRecord, ownRecordFields } from '@flotilla/contracts';
import { compareIds, compareValues } from './compare-values.ts';
import type { ListRules } from './list-rules.ts';

/** Undefined when the field is not among what is known of the record. */
const readField = (record: Partial<CollectionRecord>, field: string): { value: unknown } | undefined => {
	if ((ownRecordFields as readonly string[]).includes(field)) {
		const value = record[field as (typeof ownRecordFields)[number]];
		return value === undefined ? undefined : { value };
	}
	return record.data === undefined ? undefined : { value: record.data[field] };
};

const isExact = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';
const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

const equals = (value: unknown, operand: FilterValue): boolean | undefined => {
	if (value == null) return false;
	if (value === operand) return true;
	// One instant has many spellings, and `5` in a text is no number: where kinds differ the schema decides.
	if (typeof value !== typeof operand) return undefined;
	return isExact(value) || !/^\d{4}-\d\d-\d\dT/.test(String(value)) ? false : undefined;
};

const orders: Partial<Record<FilterOperator, (order: number) => boolean>> = {
	gt: (order) => order > 0,
	gte: (order) => order >= 0,
	lt: (order) => order < 0,
	lte: (order) => order <= 0,
};

const meets = (value: unknown, operator: FilterOperator, operand: FilterValue): boolean | undefined => {
	const isEqual = equals(value, operand);
	if (operator === 'eq') return isEqual;
	if (operator === 'ne') return isEqual === undefined ? undefined : !isEqual;
	if (value == null) return false;
	const isComparable = (typeof value === 'number' && typeof operand === 'number') || (isDay(value) && isDay(operand));
	const order = isComparable ? compareValues(value, operand) : undefined;
	return order === undefined ? undefined : orders[operator]?.(order);
};

/** False as soon as one is false, true when all are. */
const all = (answers: readonly (boolean | undefined)[]): boolean | undefined => {
	if (answers.includes(false)) return false;
	return answers.includes(undefined) ? undefined : true;
};

const any = (answers: readonly (boolean | undefined)[]): boolean | undefined => {
	if (answers.includes(true)) return true;
	return answers.includes(undefined) ? undefined : false;
};

const matchesFilter = (value: unknown, filter: RecordFilter): boolean | undefined => {
	if (typeof filter !== 'object') return equals(value, filter);
	const { in: values, ...operators } = filter;
	return all([
		...(values === undefined ? [] : [any(values.map((operand) => equals(value, operand)))]),
		...Object.entries(operators).map(([operator, operand]) =>
			operand === undefined ? true : meets(value, operator as FilterOperator, operand),
		),
	]);
};

/** How the API lists records: see the collections in docs/api.md. */
export const collectionRules: ListRules<CollectionRecord, RecordsQuery> = {
	matches(record, { search, filter = {} }) {
		const filters = Object.entries(filter).map(([field, wanted]) => {
			if (wanted === undefined) return true;
			const found = readField(record, field);
			return found && matchesFilter(found.value, wanted);
		});
		// How words are found in texts, the server knows.
		return all([...filters, search === undefined || search.trim() === '' ? true : undefined]);
	},
	compare(a, b, { sort = ['-createdAt'] }) {
		for (const part of sort) {
			const field = part.replace(/^-/, '');
			const order = compareValues(readField(a, field)?.value, readField(b, field)?.value);
			if (order !== 0) return order === undefined ? undefined : part.startsWith('-') ? -order : order;
		}
		return sort[0]?.startsWith('-') === true ? compareIds(b, a) : compareIds(a, b);
	},
};
