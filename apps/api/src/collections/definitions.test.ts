import type { AuditList, CollectionDefinition, CollectionsList, RecordData } from '@flotilla/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient, notesDefinition } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const fresh = () => createCollectionClient(started, token);
const failureOf = async (response: Promise<Response>) => readFailure(await response);
const withField = (field: unknown): RecordData => ({ type: 'object', properties: { field } });

describe('a definition', () => {
	it('makes a collection, is read back as it was written, and is listed', async () => {
		const notes = fresh();
		const response = await notes.define({}, {});
		expect(response.headers.get('etag')).toBe('"1"');
		const defined = await readData<CollectionDefinition>(response);
		expect(defined).toMatchObject({ name: notes.name, ...notesDefinition, version: 1 });
		const read = await notes.ask('GET', '/definition');
		expect(read.headers.get('etag')).toBe('"1"');
		expect(await readData(read)).toEqual(defined);
		const { collections } = await readData<CollectionsList>(await started.request('/api/data', { token }));
		expect(collections.find(({ name }) => name === notes.name)).toMatchObject({ owner: 'notes', version: 1 });
	});

	it('again changes nothing, changed it gets another version', async () => {
		const notes = fresh();
		expect(await notes.defined()).toMatchObject({ version: 1 });
		expect(await notes.defined()).toMatchObject({ version: 1 });
		expect(await notes.defined({ sort: ['title'] })).toMatchObject({ version: 2, sort: ['title'] });
		const asked = await started.request(`/api/audit?subjectId=${notes.name}`, { token });
		const { entries } = await readData<AuditList>(asked);
		expect(entries.map(({ action, details }) => [action, details.version])).toEqual([
			['data:collection-defined', 2],
			['data:collection-defined', 1],
		]);
	});

	it('is not overwritten by who has seen an older version, nor made where one was expected', async () => {
		const notes = fresh();
		const ifMatch = (value: string) => ({ headers: { 'if-match': value } });
		const conflict = { status: 412, code: 'VERSION_CONFLICT' };
		expect(await failureOf(notes.define({}, ifMatch('"1"')))).toMatchObject(conflict);
		await notes.defined();
		expect((await notes.define({ sort: [] }, ifMatch('"1"'))).status).toBe(200);
		expect(await failureOf(notes.define({ sort: ['title'] }, ifMatch('"1"')))).toMatchObject(conflict);
	});

	it('stays with the remote that came first', async () => {
		const notes = fresh();
		await notes.defined();
		expect(await failureOf(notes.define({ owner: 'users' }))).toMatchObject({ status: 409, code: 'COLLECTION_OWNED' });
	});

	it('is changed beside others that are, while their records are written', async () => {
		const several = Array.from({ length: 5 }, fresh);
		for (const notes of several) {
			await notes.defined({ search: [], sort: [] });
			await notes.bulk([{ data: { title: 'a' } }, { data: { title: 'b' } }]);
		}
		const work = several.flatMap((notes) => [
			notes.define({ search: ['title'], sort: ['title'] }),
			notes.ask('POST', '', { data: { title: 'c' } }),
			notes.ask('POST', '/bulk', { records: [{ data: { title: 'd' } }] }),
		]);
		for (const { status } of await Promise.all(work)) expect([200, 201]).toContain(status);
		for (const notes of several) expect((await notes.list('search=c')).records).toHaveLength(1);
	});

	it('has an index for each field that lists are sorted or filtered by, as long as it says so', async () => {
		const notes = fresh();
		const indexes = async () => {
			const { rows } = await sql<{ indexdef: string }>`
				select indexdef from pg_indexes where indexdef like ${`%collection = '${notes.name}'%`}`.execute(
				started.api.database,
			);
			return rows.map(({ indexdef }) => /'(\w+)'/.exec(indexdef)?.[1]).sort();
		};
		await notes.defined({ sort: ['title'], filter: ['priority', 'title'] });
		expect(await indexes()).toEqual(['priority', 'title', 'title']);
		await notes.defined({ sort: ['done'], filter: ['title'] });
		expect(await indexes()).toEqual(['done', 'title']);
		await notes.defined({ sort: [], filter: [] });
		expect(await indexes()).toEqual([]);
	});

	it('is for people who may define', async () => {
		const member = await createPerson(started, token, 'member');
		expect(await failureOf(fresh().as(member.token).define())).toMatchObject({ status: 403, code: 'FORBIDDEN' });
	});

	it('is changed while records are written, and each record fits the one that held for it', async () => {
		const notes = fresh();
		await notes.defined();
		const strict = { ...notesDefinition.schema, required: ['title', 'text'] };
		const writes = Array.from({ length: 30 }, (_, index) => notes.ask('POST', '', { data: { title: `${index}` } }));
		const change = notes.define({ schema: strict });
		const statuses = new Set((await Promise.all(writes)).map(({ status }) => status));
		const changed = await change;
		const { records } = await notes.list('limit=100');
		if (changed.status === 200) expect(records).toEqual([]);
		else expect([changed.status, [...statuses]]).toEqual([409, [201]]);
	});
});

describe('a changed schema', () => {
	it('is refused as long as records do not fit it, and says which', async () => {
		const notes = fresh();
		await notes.defined();
		const [fits, misfits] = await notes.bulk([{ data: { title: 'a', text: 'b' } }, { data: { title: 'c' } }]);
		const schema = { ...notesDefinition.schema, required: ['title', 'text'] };
		const failure = await failureOf(notes.define({ schema }));
		expect(failure).toMatchObject({ status: 409, code: 'SCHEMA_INCOMPATIBLE' });
		expect(failure.errors).toEqual({ [misfits?.id ?? '']: ['text: A value is needed.'] });
		expect(await readData(await notes.ask('GET', '/definition'))).toMatchObject({ version: 1 });
		await readData(await notes.ask('PATCH', `/${misfits?.id}`, { data: { text: 'd' } }));
		expect(await notes.defined({ schema })).toMatchObject({ version: 2 });
		expect(await readData(await notes.ask('GET', `/${fits?.id}`))).toEqual(fits);
	});

	it('names twenty of more records that do not fit', async () => {
		const notes = fresh();
		await notes.defined();
		await notes.bulk(Array.from({ length: 600 }, () => ({ data: { title: 'a' } })));
		const failure = await failureOf(notes.define({ schema: { ...notesDefinition.schema, required: ['text'] } }));
		expect(Object.keys(failure.errors ?? {})).toHaveLength(20);
	});

	it('gives a field another type, and lists compare it as that', async () => {
		const notes = fresh();
		const properties = { ...(notesDefinition.schema.properties as RecordData) };
		await notes.defined();
		await notes.create({ title: '10' });
		const numeric = { ...properties, priority: { type: 'string' } };
		await notes.defined({ schema: { ...notesDefinition.schema, properties: numeric } });
		await notes.bulk(['9', '10'].map((priority) => ({ data: { title: 'x', priority } })));
		const { records } = await notes.list('sort=priority');
		expect(records.map(({ data }) => data.priority)).toEqual(['10', '9', undefined]);
		expect((await notes.list('filter[priority]=9')).records).toHaveLength(1);
	});

	it('has records found by the fields that it declares for search now', async () => {
		const notes = fresh();
		await notes.defined({ search: ['title'] });
		await notes.create({ title: 'Title', text: 'Été' });
		expect((await notes.list('search=ete')).records).toEqual([]);
		await notes.defined({ search: ['text'] });
		expect((await notes.list('search=ete')).records).toHaveLength(1);
		expect((await notes.list('search=title')).records).toEqual([]);
		await notes.defined({ search: [] });
		expect(await failureOf(notes.ask('GET', '?search=ete'))).toMatchObject({
			status: 422,
			errors: { search: [expect.any(String)] },
		});
	});
});

describe('a schema is refused when it', () => {
	const deep = Array.from({ length: 30 }).reduce<RecordData>((inner) => ({ items: inner }), {});
	const doubling = Object.fromEntries(
		Array.from({ length: 30 }, (_, index) => [
			`a${index}`,
			{ allOf: [{ $ref: `#/$defs/a${index + 1}` }, { $ref: `#/$defs/a${index + 1}` }] },
		]),
	);
	it.each<[string, RecordData, string]>([
		['is no object', { type: 'string', properties: {} }, 'schema.type'],
		['names no fields', { type: 'object' }, 'schema.properties'],
		[
			'names a field that no index could have',
			{ type: 'object', properties: { "a'; drop table records; --": {} } },
			"schema.properties.a'; drop table records; --",
		],
		[
			'names a field like a prototype',
			{ type: 'object', properties: { constructor: { type: 'string' } } },
			'schema.properties',
		],
		['has a keyword nobody knows', withField({ type: 'string', maxLenght: 3 }), 'schema.properties.field.maxLenght'],
		['has an unknown format', withField({ type: 'string', format: 'uri-template' }), 'schema.properties.field.format'],
		['has a pattern that is none', withField({ type: 'string', pattern: '(' }), 'schema'],
		[
			'has a pattern of a thousand characters',
			withField({ type: 'string', pattern: 'a'.repeat(1000) }),
			'schema.properties.field.pattern',
		],
		['refers to another document', withField({ $ref: 'http://evil.test/schema.json' }), 'schema.properties.field.$ref'],
		['refers to nothing', withField({ $ref: '#/$defs/nothing' }), 'schema'],
		[
			'refers to itself',
			{ ...withField({ $ref: '#/$defs/a' }), $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } },
			'schema',
		],
		[
			'doubles itself thirty times',
			{ ...withField({ $ref: '#/$defs/a0' }), $defs: { ...doubling, a30: {} } },
			'schema',
		],
		['is nested deeply', withField(deep), `schema.properties.field${'.items'.repeat(18)}`],
		['is long', withField({ type: 'string', description: 'x'.repeat(40_000) }), 'schema'],
		[
			'compares every object of a list with every other',
			withField({ type: 'array', uniqueItems: true }),
			'schema.properties.field.uniqueItems',
		],
		['has a type that is none', withField({ type: 'text' }), 'schema'],
		[
			'is of another dialect',
			{ ...withField({}), $schema: 'http://json-schema.org/draft-07/schema#' },
			'schema.$schema',
		],
		['has a zero character', withField({ const: 'a\0' }), 'schema.properties.field.const'],
	])('%s', async (_name, schema, field) => {
		const failure = await failureOf(fresh().define({ schema, search: [], sort: [], filter: [] }));
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		expect(Object.keys(failure.errors ?? {})).toEqual([field]);
	});

	it('would have fields declared that do not compare', async () => {
		const failure = await failureOf(
			fresh().define({ search: ['priority'], sort: ['tags', 'nothing', 'title', 'title'], filter: ['place'] }),
		);
		expect(Object.keys(failure.errors ?? {}).sort()).toEqual(['filter.0', 'search.0', 'sort.0', 'sort.1', 'sort.3']);
		const own = { type: 'object', properties: { createdAt: { type: 'string' } } };
		expect(await failureOf(fresh().define({ schema: own, search: [], sort: ['createdAt'], filter: [] }))).toMatchObject(
			{ status: 422 },
		);
	});
});

it('answers within its time to a pattern that would take years', async () => {
	const notes = fresh();
	const schema = withField({ type: 'string', pattern: '^(a+)+$' });
	await notes.defined({ schema, search: [], sort: [], filter: [] });
	const failure = await failureOf(notes.ask('POST', '', { data: { field: `${'a'.repeat(60)}!` } }));
	expect(failure).toMatchObject({ status: 422, errors: { _: [expect.stringContaining('too long')] } });
	expect((await notes.ask('POST', '', { data: { field: 'aaaa' } })).status).toBe(201);
	expect(await failureOf(notes.ask('POST', '', { data: { field: 'b' } }))).toMatchObject({
		errors: { field: [expect.any(String)] },
	});
});

it.each(['Notes', 'a_b', '1a', 'a'.repeat(41), "a'b", '%00'])('refuses the name %s', async (name) => {
	const response = await started.request(`/api/data/${encodeURIComponent(name)}/definition`, {
		method: 'PUT',
		token,
		json: notesDefinition,
	});
	expect(response.status).toBe(422);
});
