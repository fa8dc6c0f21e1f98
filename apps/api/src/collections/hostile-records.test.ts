import { randomUUID } from 'node:crypto';
import type { CollectionRecord, RecordData } from '@flotilla/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
let open: ReturnType<typeof createCollectionClient>;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
	open = createCollectionClient(started, token);
	// Anything goes as far as the schema is concerned.
	const schema = { type: 'object', properties: { title: { type: 'string' }, size: { type: 'number' } } };
	await open.defined({ schema, search: ['title'], sort: ['title', 'size'], filter: ['title', 'size'] });
});
afterAll(() => started.stop());

const sendRaw = (method: string, path: string, body: string) =>
	open.ask(method, path, undefined, { body, headers: { 'content-type': 'application/json' } });

describe('data is refused with a reason', () => {
	const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
	it.each<[string, string, number, string | undefined]>([
		['a prototype', '{"__proto__":{"admin":true}}', 400, undefined],
		['a prototype further in', '{"a":[{"__proto__":1}]}', 400, undefined],
		['a constructor', '{"a":{"constructor":1}}', 422, 'a'],
		['a constructor with a prototype', '{"constructor":{"prototype":{}}}', 400, undefined],
		['a zero character in a text', '{"a":{"b":["x\\u0000y"]}}', 422, 'a.b.0'],
		['a zero character in a name', '{"a":{"\\u0000":1}}', 422, 'a'],
		['half a character', '{"a":"\\ud800"}', 422, 'a'],
		['half a character in a name', '{"\\udfff":1}', 422, '_'],
		['a number beyond all numbers', '{"a":1e999}', 422, 'a'],
		['twenty-one levels', nested(21), 422, Array.from({ length: 20 }, () => 'a').join('.')],
		['a hundred thousand levels', nested(100_000), 422, Array.from({ length: 20 }, () => 'a').join('.')],
		['a list', '[1]', 422, 'data'],
		['nothing', 'null', 422, 'data'],
		['a text', '"x"', 422, 'data'],
	])('%s', async (_name, data, status, field) => {
		const failure = await readFailure(await sendRaw('POST', '', `{"data":${data}}`));
		expect([failure.status, ...(field === undefined ? [] : Object.keys(failure.errors ?? {}))]).toEqual(
			field === undefined ? [status] : [status, field],
		);
		const { id } = await open.create({ title: 'x' });
		expect((await sendRaw('PUT', `/${id}`, `{"data":${data}}`)).status).toBe(status);
		expect((await sendRaw('PATCH', '/bulk', `{"ids":["${id}"],"patch":${data}}`)).status).toBe(status);
		expect((await sendRaw('POST', '/bulk', `{"records":[{"data":${data}}]}`)).status).toBe(status);
	});

	it('as too large', async () => {
		const tooLarge = { status: 413, code: 'RECORD_TOO_LARGE' };
		const large = { text: 'x'.repeat(64 * 1024) };
		expect(await readFailure(await open.ask('POST', '', { data: large }))).toMatchObject(tooLarge);
		expect(
			await readFailure(await open.ask('POST', '/bulk', { records: [{ data: {} }, { data: large }] })),
		).toMatchObject({
			...tooLarge,
			errors: { 'records.1': [expect.any(String)] },
		});
		const { id } = await open.create({ text: 'x'.repeat(60 * 1024) });
		expect(await readFailure(await open.ask('PATCH', `/${id}`, { data: { more: 'x'.repeat(5000) } }))).toMatchObject(
			tooLarge,
		);
		expect(await readFailure(await open.ask('POST', '', { data: { text: 'x'.repeat(1024 * 1024) } }))).toMatchObject({
			status: 413,
			code: 'BODY_TOO_LARGE',
		});
	});

	it('with a body of another shape', async () => {
		for (const json of [{}, { data: {}, colour: 'red' }, { id: 'x', data: {} }, { records: [] }, []]) {
			expect((await open.ask('POST', '', json)).status).toBe(422);
		}
		for (const json of [{}, { ids: [], patch: {} }, { ids: ['x'], patch: {} }, { ids: [randomUUID()], patch: 1 }]) {
			expect((await open.ask('PATCH', '/bulk', json)).status).toBe(422);
		}
	});
});

it('keeps any other data as it is, and finds it', async () => {
	const json = fc.dictionary(
		fc
			.string({ unit: 'grapheme', maxLength: 8 })
			.filter(
				(key) =>
					!/^(__proto__|constructor|prototype)$/.test(key) && !key.includes('\0') && key !== 'title' && key !== 'size',
			),
		fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }),
		{ maxKeys: 5, noNullPrototype: true },
	);
	await fc.assert(
		fc.asyncProperty(json, fc.double({ noNaN: true, noDefaultInfinity: true }), async (rest, size) => {
			// JSON has no negative zero.
			const data = JSON.parse(JSON.stringify({ ...rest, size })) as RecordData;
			if (JSON.stringify(data).includes('\\u0000') || /__proto__|constructor|prototype/.test(JSON.stringify(data)))
				return;
			const { id } = await open.create(data);
			const read = await readData<CollectionRecord>(await open.ask('GET', `/${id}`));
			expect(read.data).toEqual(data);
			const found = await open.list(`filter[size]=${encodeURIComponent(String(data.size))}&limit=100`);
			expect(found.records.map((record) => record.id)).toContain(id);
		}),
		{ numRuns: 60 },
	);
});

it('holds texts of any length in sorted and filtered fields', async () => {
	const long = 'ß'.repeat(20_000);
	const { id } = await open.create({ title: long });
	const { id: prefix } = await open.create({ title: long.slice(0, 200) });
	expect((await open.list('sort=title')).records.map((record) => record.id)).toContain(id);
	const equal = await open.list(`filter[title]=${encodeURIComponent(long.slice(0, 200))}`);
	expect(equal.records.map((record) => record.id)).toEqual([prefix]);
	const greater = await open.list(`filter[title][gt]=${encodeURIComponent(long.slice(0, 200))}`);
	expect(greater.records.map((record) => record.id)).toEqual([id]);
});

it('refuses queries that are not what they should be', async () => {
	const queries: [string, string][] = [
		['filter[colour]=red', 'filter[colour]'],
		['filter[title][like]=a', 'filter[title][like]'],
		['filter[title][constructor]=a', 'filter[title][constructor]'],
		['filter[size]=ten', 'filter[size]'],
		['filter[size]=1e999', 'filter[size]'],
		['filter[size]=NaN', 'filter[size]'],
		['filter[size]=', 'filter[size]'],
		['filter[size][in]=1&filter[size][in]=x', 'filter[size][in]'],
		['filter[size]=1&filter[size]=2', 'filter[size]'],
		['filter[createdAt][gt]=yesterday', 'filter[createdAt][gt]'],
		['filter[createdAt][gt]=2026-13-45', 'filter[createdAt][gt]'],
		['filter[createdAt][gt]=999999-01-01', 'filter[createdAt][gt]'],
		['filter[createdBy]=me', 'filter[createdBy]'],
		["filter[title')%20or%20(1%3D1]=x", "filter[title') or (1=1]"],
		['filter[title]=a%00b', 'filter[title]'],
		['filter[__proto__]=a', 'filter[__proto__]'],
		['constructor=a', 'constructor'],
		['filter=a', 'filter'],
		['fliter[title]=a', 'fliter[title]'],
		[`filter[title]=${'x'.repeat(201)}`, 'filter[title]'],
		['search=a%00b', 'search'],
		['sort=colour', 'sort'],
		['sort=title,title', 'sort'],
		['sort=title,', 'sort'],
		['sort=--title', 'sort'],
		['sort=title,size,createdAt,updatedAt', 'sort'],
		['sort=data', 'sort'],
		['sort=title,-size&cursor=', 'sort'],
		['sort=title;drop%20table%20records', 'sort'],
		['page=0', 'page'],
		['limit=101', 'limit'],
	];
	for (const [query, field] of queries) {
		const failure = await readFailure(await open.ask('GET', `?${query}`));
		expect([query, failure.status, failure.code, Object.keys(failure.errors ?? {})]).toEqual([
			query,
			422,
			'VALIDATION_FAILED',
			[field],
		]);
	}
	for (const cursor of ['nonsense', 'AAAA'.repeat(20), '%00']) {
		expect(await readFailure(await open.ask('GET', `?cursor=${cursor}`))).toMatchObject({
			status: 422,
			code: 'CURSOR_INVALID',
		});
	}
	const { cursors } = await (async () => {
		await open.bulk([{ data: {} }, { data: {} }]);
		return open.list('cursor=&limit=1&sort=size');
	})();
	expect(await readFailure(await open.ask('GET', `?sort=title&cursor=${cursors?.next}`))).toMatchObject({
		code: 'CURSOR_INVALID',
	});
});

it('survives texts that are anything, wherever they go', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
			const value = encodeURIComponent(text.toWellFormed());
			for (const path of [
				`?search=${value}`,
				`?sort=${value}`,
				`?filter[title]=${value}`,
				`?filter[size][gt]=${value}`,
				`?filter[${value}]=1`,
				`?cursor=${value}`,
				`/${value || 'x'}`,
			]) {
				expect((await open.ask('GET', path)).status).toBeLessThan(500);
			}
			expect((await open.ask('POST', '', { data: { title: text } })).status).toBeLessThan(500);
		}),
		{ numRuns: 50 },
	);
});
