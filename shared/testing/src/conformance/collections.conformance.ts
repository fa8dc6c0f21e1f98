import { type CollectionRecord, endpoints, type RecordAccess, type RecordData } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { uniqueWord } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';

const { collections } = endpoints;
const everybody: RecordAccess = ['admin', 'manager', 'member', 'viewer'];

const definitionOf = (owner: string, access: RecordAccess = everybody) => ({
	owner,
	schema: {
		type: 'object',
		required: ['title'],
		additionalProperties: false,
		properties: {
			title: { type: 'string', minLength: 1, maxLength: 50 },
			priority: { type: 'integer', minimum: 0 },
			done: { type: ['boolean', 'null'] },
			tags: { type: 'object' },
		},
	},
	permissions: { read: access, create: access, update: access, delete: access },
	search: ['title'],
	sort: ['title', 'priority'],
	filter: ['title', 'priority', 'done'],
});

export const describeCollections = (getWorld: GetWorld): void => {
	/** A collection of a name of its own, with these records in it. */
	const define = async (records: readonly RecordData[] = [], access?: RecordAccess) => {
		const { call, administrator } = getWorld();
		const { token } = await administrator();
		const name = uniqueWord();
		const params = { collection: name };
		const body = definitionOf(name, access);
		await call(collections.define, { token, params, body }).then(({ data }) => data);
		const made: CollectionRecord[] = [];
		for (const data of records) made.push((await call(collections.create, { token, params, body: { data } })).data);
		const list = (query: Record<string, string | string[]> = {}, by = token) =>
			call(collections.list, { token: by, params, query });
		const titles = async (query: Record<string, string | string[]> = {}, by = token) =>
			(await list(query, by)).data.records.map(({ data }) => data.title);
		return { name, params, body, token, made, list, titles };
	};

	describe('a collection', () => {
		it('is defined, listed, read and defined anew by its owner', async () => {
			const { call } = getWorld();
			const { name, params, body, token } = await define();
			const read = await call(collections.readDefinition, { token, params });
			expect(read.data).toMatchObject({ name, ...body, version: 1 });
			expect(read.headers.get('etag')).toBe('"1"');
			const put = (change: object, headers = {}) =>
				call(collections.define, { token, params, body: { ...body, ...change }, headers });
			expect((await put({})).data.version).toBe(1);
			expect((await put({ title: 'Things' })).data).toMatchObject({ title: 'Things', version: 2 });
			expect((await put({ title: 'Other' }, { 'if-match': '"1"' })).code).toBe('VERSION_CONFLICT');
			expect((await put({ owner: 'somebody-else' })).code).toBe('COLLECTION_OWNED');
			const { data } = await call(collections.listCollections, { token });
			expect(data.collections.find((one) => one.name === name)).not.toHaveProperty('schema');
		});

		it('keeps its schema while records do not fit the new one', async () => {
			const { call } = getWorld();
			const { params, body, token } = await define([{ title: 'a' }]);
			const schema = { ...body.schema, required: ['title', 'priority'] };
			const answer = await call(collections.define, { token, params, body: { ...body, schema } });
			expect(answer.code).toBe('SCHEMA_INCOMPATIBLE');
		});

		it('is not there for those who may not read it', async () => {
			const { call, createPerson } = getWorld();
			const { params, list } = await define([], ['admin']);
			const { token } = await createPerson();
			expect((await list({}, token)).code).toBe('COLLECTION_NOT_FOUND');
			expect((await call(collections.readDefinition, { token, params })).code).toBe('COLLECTION_NOT_FOUND');
			const { data } = await call(collections.listCollections, { token });
			expect(data.collections.map(({ name }) => name)).not.toContain(params.collection);
		});
	});

	describe('a record', () => {
		it('is made, changed under its version, told and taken away', async () => {
			const { call, target } = getWorld();
			const { name, params, token } = await define();
			const socket = await followEvents(target, token, [`data:${name}`]);
			const id = crypto.randomUUID();
			const body = { id, data: { title: 'a', tags: { x: 1, y: 2 } } };
			const made = await call(collections.create, { token, params, body });
			expect([made.data.id, made.data.version, made.headers.get('etag')]).toEqual([id, 1, '"1"']);
			expect((await socket.next('data:record-created')).payload).toEqual({ collection: name, id, record: made.data });
			expect((await call(collections.create, { token, params, body })).code).toBe('RECORD_EXISTS');
			const at = { ...params, id };
			const patch = (data: RecordData, headers = {}) =>
				call(collections.patch, { token, params: at, body: { data }, headers });
			const patched = await patch({ tags: { x: null }, done: true }, { 'if-match': '"1"' });
			expect(patched.data).toMatchObject({ data: { title: 'a', tags: { y: 2 }, done: true }, version: 2 });
			expect((await socket.next('data:record-updated')).payload).toMatchObject({ id, record: { version: 2 } });
			expect((await patch({ done: true })).data.version).toBe(2);
			expect((await patch({ title: 'b' }, { 'if-match': '"1"' })).code).toBe('VERSION_CONFLICT');
			const replaced = await call(collections.replace, { token, params: at, body: { data: { title: 'c' } } });
			expect(replaced.data).toMatchObject({ data: { title: 'c' }, version: 3 });
			expect((await call(collections.read, { token, params: at })).data).toEqual(replaced.data);
			expect((await call(collections.remove, { token, params: at })).data).toBeNull();
			expect((await socket.next('data:record-deleted')).payload).toEqual({ collection: name, id });
			expect((await call(collections.read, { token, params: at })).code).toBe('RECORD_NOT_FOUND');
			socket.close();
		});

		it('fits its schema, or its fields are named', async () => {
			const { call } = getWorld();
			const { params, token } = await define();
			const create = (data: RecordData) => call(collections.create, { token, params, body: { data } });
			const answer = await create({ title: '', priority: -1, done: 'yes', colour: 'red' });
			expect([answer.code, answer.blamed.sort()]).toEqual([
				'VALIDATION_FAILED',
				['colour', 'done', 'priority', 'title'],
			]);
			expect((await create({})).blamed).toEqual(['title']);
			const body = { records: [{ data: { title: 'a' } }, { data: { title: 7 } }] };
			const bulk = await call(collections.bulkCreate, { token, params, body });
			expect([bulk.code, bulk.blamed]).toEqual(['VALIDATION_FAILED', ['records.1.title']]);
		});

		it('of one’s own is reached where others’ are not', async () => {
			const { call, createPerson } = getWorld();
			const { params, titles } = await define([{ title: 'of the administrator' }], 'owner');
			const { token } = await createPerson();
			const made = await call(collections.create, { token, params, body: { data: { title: 'mine' } } });
			expect(await titles({}, token)).toEqual(['mine']);
			expect(await titles()).toEqual(['of the administrator']);
			const { token: other } = await createPerson();
			const at = { ...params, id: made.data.id };
			expect((await call(collections.remove, { token: other, params: at })).code).toBe('RECORD_NOT_FOUND');
		});
	});

	describe('records', () => {
		const notes = [{ title: 'Été', priority: 2 }, { title: 'b', priority: 10, done: true }, { title: 'a' }];

		it('are searched, filtered and sorted', async () => {
			const { titles } = await define(notes);
			expect(await titles()).toEqual(['a', 'b', 'Été']);
			expect(await titles({ search: 'ete' })).toEqual(['Été']);
			expect(await titles({ sort: 'priority' })).toEqual(['Été', 'b', 'a']);
			expect(await titles({ sort: '-priority' })).toEqual(['a', 'b', 'Été']);
			expect(await titles({ sort: 'title' })).toEqual(['a', 'b', 'Été']);
			expect(await titles({ 'filter[priority][gt]': '2' })).toEqual(['b']);
			expect(await titles({ 'filter[priority][ne]': '2', sort: 'title' })).toEqual(['a', 'b']);
			expect(await titles({ 'filter[done]': 'true' })).toEqual(['b']);
			expect(await titles({ 'filter[title][in]': ['a', 'b'], sort: 'title' })).toEqual(['a', 'b']);
		});

		it('are not sorted or filtered by what is not declared', async () => {
			const { list } = await define(notes);
			const unsorted = await list({ sort: 'tags' });
			expect([unsorted.code, unsorted.blamed]).toEqual(['VALIDATION_FAILED', ['sort']]);
			const unfiltered = await list({ 'filter[tags]': 'x' });
			expect([unfiltered.code, unfiltered.blamed]).toEqual(['VALIDATION_FAILED', ['filter[tags]']]);
		});

		it('come a page or a slice at a time', async () => {
			const { list, titles } = await define(notes);
			expect((await list({ limit: '2', sort: 'title' })).data).toMatchObject({
				pagination: { page: 1, limit: 2, total: 3, totalPages: 2 },
			});
			const first = (await list({ cursor: '', limit: '2', sort: 'title' })).data;
			expect(first.cursors?.previous).toBeNull();
			expect(await titles({ cursor: first.cursors?.next ?? '', limit: '2', sort: 'title' })).toEqual(['Été']);
			expect((await list({ cursor: 'nonsense' })).code).toBe('CURSOR_INVALID');
		});

		it('are made, changed and taken away together or not at all', async () => {
			const { call } = getWorld();
			const { params, token, titles } = await define();
			const body = { records: [{ data: { title: 'a' } }, { data: { title: 'b' } }] };
			const made = await call(collections.bulkCreate, { token, params, body });
			const ids = made.data.records.map(({ id }) => id);
			const patched = await call(collections.bulkPatch, { token, params, body: { ids, patch: { done: true } } });
			expect(patched.data.records.map(({ data }) => data.done)).toEqual([true, true]);
			const wrong = { ids: [...ids, crypto.randomUUID()] };
			const refused = await call(collections.bulkRemove, { token, params, body: wrong });
			expect([refused.code, refused.blamed]).toEqual(['RECORD_NOT_FOUND', ['ids.2']]);
			expect(await titles({ sort: 'title' })).toEqual(['a', 'b']);
			expect((await call(collections.bulkRemove, { token, params, body: { ids } })).data).toBeNull();
			expect(await titles()).toEqual([]);
		});

		it('leave as a file and come in by it', async () => {
			const { call } = getWorld();
			const { params, token } = await define(notes);
			const exported = await call(collections.exportRecords, {
				token,
				params,
				query: { format: 'ndjson', sort: 'title' },
			});
			const lines = exported.text
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as CollectionRecord);
			expect(lines.map(({ data }) => data.title)).toEqual(['a', 'b', 'Été']);
			const copies = await define();
			const form = () => {
				const made = new FormData();
				made.append('file', new File([exported.text], 'notes.ndjson', { type: 'application/x-ndjson' }));
				return made;
			};
			const import_ = (query = {}) =>
				call(collections.importRecords, { token, params: copies.params, form: form(), query });
			const rows = exported.text.replaceAll(/"id":"[^"]+",?/g, '');
			expect(rows).not.toBe(exported.text);
			const foreign = new FormData();
			foreign.append('file', new File([rows], 'notes.ndjson', { type: 'application/x-ndjson' }));
			const dry = await call(collections.importRecords, {
				...{ token, params: copies.params, form: foreign, query: { dryRun: '1' } },
			});
			expect(dry.data).toMatchObject({ total: 3, imported: 3, failed: 0, dryRun: true });
			expect(await copies.titles()).toEqual([]);
			// Ids are one of all collections: rows that keep theirs exist already, elsewhere.
			expect((await import_({ dryRun: '1' })).data.total).toBe(3);
		});
	});
};
