import type { CollectionRecord } from '@flotilla/contracts';
import { fold, matchesSearch } from './query-rows.ts';

type Value = string | number | boolean | null;

const toValue = (value: unknown): Value =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const readField = (record: CollectionRecord, field: string): Value =>
	field === 'createdAt' || field === 'updatedAt' || field === 'createdBy' ? record[field] : toValue(record.data[field]);

/** Texts are sorted without case and accents. */
const sortKey = (value: Value): Value => (typeof value === 'string' ? fold(value) : value);

/** Nothing comes last. */
const compare = (a: Value, b: Value): number => {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return a < b ? -1 : a > b ? 1 : 0;
};

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
	const [, field = '', operator = 'eq'] = /^filter\[(\w+)\](?:\[(\w+)\])?$/.exec(key) ?? [];
	const value = readField(record, field);
	const texts = [given].flat();
	if (operator === 'in') return texts.some((text) => value === likeOf(value, text));
	return operators[operator]?.(value, likeOf(value, texts[0] ?? '')) ?? false;
};

const newestFirst = '-createdAt';

/** The order of records; ties are broken by id. */
export const compareRecords = (sort: string = newestFirst) => {
	const order = sort.split(',').map((part) => ({ field: part.replace(/^-/, ''), sign: part.startsWith('-') ? -1 : 1 }));
	return (a: CollectionRecord, b: CollectionRecord): number => {
		for (const { field, sign } of order) {
			const compared = compare(sortKey(readField(a, field)), sortKey(readField(b, field)));
			if (compared !== 0) return sign * compared;
		}
		return a.id === b.id ? 0 : (order[0]?.sign ?? 1) * (a.id < b.id ? -1 : 1);
	};
};

/** What a list or an export of the fake backend holds: as the server's, for fields of any name. */
export const selectRecords = (
	records: readonly CollectionRecord[],
	{ search, sort, fields }: { search?: string | undefined; sort?: string | undefined; fields: readonly string[] },
	filters: Readonly<Record<string, string | readonly string[]>>,
): CollectionRecord[] => {
	return records
		.filter((record) => matchesSearch(search, ...fields.map((field) => String(toValue(record.data[field]) ?? ''))))
		.filter((record) => Object.entries(filters).every(([key, given]) => matchesFilter(record, key, given)))
		.sort(compareRecords(sort));
};
