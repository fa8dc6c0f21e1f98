import { createHash } from 'node:crypto';
import type { CollectionRecord, RecordData } from '@flotilla/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

type Value = string | number | boolean | null | undefined;

// Few values, so that most records share theirs with others.
const data = fc.record(
	{
		title: fc.constantFrom('a', 'B', 'b', 'é', 'f', 'Z', '10', '9', "o'", 'a b', ' '),
		priority: fc.constantFrom(-10, -2, 0, 1, 9, 10, 1000),
		weight: fc.constantFrom(-1.5, 0, 0.1, 0.30000000000000004, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, null),
		done: fc.boolean(),
		due: fc.constantFrom('2026-01-31', '2026-02-01', '2025-12-31'),
	},
	{ requiredKeys: ['title'], noNullPrototype: true },
);
type Data = typeof data extends fc.Arbitrary<infer D> ? D : never;
type Field = keyof Data;
const fields: readonly Field[] = ['title', 'priority', 'weight', 'done', 'due'];

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** Values as a list sorts them: without a value comes last. */
const compare = (a: Value, b: Value, write: (text: string) => string): number => {
	const [left, right] = [a ?? null, b ?? null];
	if (left === null || right === null) return Number(left === null) - Number(right === null);
	if (typeof left === 'string' && typeof right === 'string') return byCodePoint(write(left), write(right));
	return Number(left) - Number(right);
};
const identity = (text: string) => text;

const operators: Record<string, (value: Value, operand: Value) => boolean> = {
	eq: (value, operand) => value === operand,
	ne: (value, operand) => value !== operand,
	gt: (value, operand) => value != null && compare(value, operand, identity) > 0,
	gte: (value, operand) => value != null && compare(value, operand, identity) >= 0,
	lt: (value, operand) => value != null && compare(value, operand, identity) < 0,
	lte: (value, operand) => value != null && compare(value, operand, identity) <= 0,
};

const uuid = (index: number) => {
	const hash = createHash('sha256').update(String(index)).digest('hex');
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

const filter = fc.constantFrom(...fields).chain((field) =>
	fc.tuple(
		fc.constant(field),
		fc.constantFrom(...Object.keys(operators)),
		data.map((one) => one[field]).filter((value) => value != null),
	),
);

it('holds exactly the records that match, in exactly the order asked for, in pages and by cursor', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				rows: fc.array(data, { minLength: 1, maxLength: 30 }),
				filters: fc.uniqueArray(filter, { maxLength: 2, selector: ([field, operator]) => `${field} ${operator}` }),
				sort: fc.uniqueArray(fc.tuple(fc.constantFrom(...fields), fc.boolean()), {
					minLength: 1,
					maxLength: 3,
					selector: ([field]) => field,
				}),
				limit: fc.integer({ min: 1, max: 12 }),
			}),
			async ({ rows, filters, sort, limit }) => {
				const notes = createCollectionClient(started, token);
				await notes.defined();
				const records = rows.map((row, index) => ({ id: uuid(index), data: row }));
				await notes.bulk(records);

				const directions = sort.map(([, descends]) => (descends ? -1 : 1));
				const [firstDirection = 1] = directions;
				const expected = records
					.filter((record) =>
						filters.every(([field, operator, operand]) => operators[operator]?.(record.data[field], operand)),
					)
					.sort((a, b) => {
						for (const [index, [field]] of sort.entries()) {
							const compared = compare(a.data[field], b.data[field], fold);
							if (compared !== 0) return compared * (directions[index] ?? 1);
						}
						return byCodePoint(a.id, b.id) * firstDirection;
					})
					.map(({ id }) => id);

				const query = new URLSearchParams({
					sort: sort.map(([field, descends]) => `${descends ? '-' : ''}${field}`).join(','),
					limit: String(limit),
				});
				for (const [field, operator, operand] of filters)
					query.append(`filter[${field}][${operator}]`, String(operand));
				const pages: string[] = [];
				for (let page = 1; ; page += 1) {
					const found = await notes.list(`${query}&page=${page}`);
					expect(found.pagination).toMatchObject({ total: expected.length, page, limit });
					pages.push(...found.records.map(({ id }) => id));
					if (page >= (found.pagination?.totalPages ?? 0)) break;
				}
				expect(pages).toEqual(expected);

				if (directions.some((direction) => direction !== firstDirection)) return;
				const walked: string[] = [];
				for (let cursor: string | null = ''; cursor !== null; ) {
					const found: Awaited<ReturnType<typeof notes.list>> = await notes.list(`${query}&cursor=${cursor}`);
					walked.push(...found.records.map(({ id }) => id));
					cursor = found.cursors?.next ?? null;
				}
				expect(walked).toEqual(expected);
			},
		),
		{ numRuns: 60 },
	);
});

describe('a list', () => {
	let notes: ReturnType<typeof createCollectionClient>;
	let created: CollectionRecord[];
	beforeAll(async () => {
		notes = createCollectionClient(started, token);
		await notes.defined();
		created = [];
		for (const [index, title] of ['Crème brûlée', 'Søren', '100% Weg_B', 'Back\\slash', 'crumble'].entries()) {
			started.passTime(1);
			created.push(
				await notes.create({
					title,
					text: index % 2 === 0 ? 'dessert Zürich' : 'other',
					priority: index,
				} as RecordData),
			);
		}
	});
	const titles = async (query: string) => (await notes.list(query)).records.map((record) => record.data.title);

	it('has the newest first unless asked otherwise', async () => {
		expect(await titles('')).toEqual(created.map((record) => record.data.title).reverse());
		expect(await titles('sort=createdAt&limit=2')).toEqual(['Crème brûlée', 'Søren']);
	});

	it.each([
		['without accents', 'creme', ['Crème brûlée']],
		['in capitals', 'SOREN', ['Søren']],
		['by all words in any order and field', 'zurich brulee', ['Crème brûlée']],
		['for a percent sign', '%', ['100% Weg_B']],
		['for an underscore', '_', ['100% Weg_B']],
		['for a backslash', '\\', ['Back\\slash']],
		['for what is nowhere', 'nowhere', []],
	])('is searched %s', async (_name, search, expected) => {
		expect(await titles(`search=${encodeURIComponent(search)}`)).toEqual(expected);
	});

	it('takes several values of a field', async () => {
		expect(await titles('filter[priority][in]=0&filter[priority][in]=4&sort=priority')).toEqual([
			'Crème brûlée',
			'crumble',
		]);
		expect(await titles('filter[priority][in]=1')).toEqual(['Søren']);
	});

	it('is filtered by when and by whom records were made', async () => {
		const [first, second] = created;
		expect(await titles(`filter[createdAt][lte]=${second?.createdAt}&sort=createdAt`)).toEqual([
			'Crème brûlée',
			'Søren',
		]);
		expect(await titles(`filter[createdAt][gt]=2999-01-01`)).toEqual([]);
		expect(await titles(`filter[createdBy]=${first?.createdBy}`)).toHaveLength(5);
		expect(await titles(`filter[createdBy]=${crypto.randomUUID()}`)).toEqual([]);
	});

	it('follows the search text of a changed record', async () => {
		const [first] = created;
		await notes.ask('PATCH', `/${first?.id}`, { data: { text: 'Ljubljana' } });
		expect(await titles('search=ljubljana')).toEqual(['Crème brûlée']);
	});

	it('is empty past the end and still says how many there are', async () => {
		expect(await notes.list('page=900000')).toMatchObject({ records: [], pagination: { total: 5 } });
	});
});
