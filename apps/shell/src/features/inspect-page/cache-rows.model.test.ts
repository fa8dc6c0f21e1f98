import { fileKeys, type InspectedEntry, userKeys } from '@flotilla/data-cache';
import { expect, test } from 'vitest';
import { cacheRows, filterRows } from './cache-rows.model.ts';

const entry = (key: InspectedEntry['key'], changes: Partial<InspectedEntry> = {}): InspectedEntry => ({
	...{ key, shown: { id: 1 }, owner: 'users', fetchedAt: 1_000, isFresh: true, isFetching: false, watchers: 0 },
	...changes,
});
const detail = userKeys.detail('7');
const list = userKeys.list({ page: 2 });

test('rows are in the order of owner and key, with their age and their size as JSON', () => {
	const rows = cacheRows([entry(list), entry(detail), entry(fileKeys.list({}), { owner: 'files' })], 4_000);
	expect(rows.map(({ label, age, size }) => [label, age, size])).toEqual([
		['files list', 3_000, 8],
		['users detail 7', 3_000, 8],
		['users list {"page":2}', 3_000, 8],
	]);
});

test('what was fetched in a future that the clock took back is new', () => {
	expect(cacheRows([entry(detail)], 0)[0]?.age).toBe(0);
});

test('nothing has no size, and what JSON cannot say has an unknown one', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	const sizes = cacheRows([entry(detail, { shown: undefined }), entry(list, { shown: circle })], 0);
	expect(sizes.map(({ size }) => size)).toEqual([0, null]);
});

test('rows are found by their key and by their owner', () => {
	const rows = cacheRows([entry(detail), entry(fileKeys.list({}), { owner: 'files' })], 0);
	expect(filterRows(rows, 'DETAIL').map(({ label }) => label)).toEqual(['users detail 7']);
	expect(filterRows(rows, 'files')).toHaveLength(1);
	expect(filterRows(rows, ' ')).toHaveLength(2);
});
