import { randomUUID } from 'node:crypto';
import type { CollectionRecord } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
let notes: ReturnType<typeof createCollectionClient>;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
	notes = createCollectionClient(started, token);
	await notes.defined();
});
afterAll(() => started.stop());

const failureOf = async (response: Promise<Response>) => readFailure(await response);

describe('a record', () => {
	it('is created with an id, a version and who did it, and read by its id', async () => {
		const response = await notes.ask('POST', '', { data: { title: 'First', place: { city: 'Bern' } } });
		expect(response.status).toBe(201);
		expect(response.headers.get('etag')).toBe('"1"');
		const created = await readData<CollectionRecord>(response);
		expect(created).toMatchObject({ data: { title: 'First', place: { city: 'Bern' } }, version: 1 });
		expect(created.createdBy).toBe(created.updatedBy);
		const read = await notes.ask('GET', `/${created.id}`);
		expect(read.headers.get('etag')).toBe('"1"');
		expect(await readData(read)).toEqual(created);
	});

	it('takes the id of a client that wrote offline, once', async () => {
		const id = randomUUID();
		expect((await notes.create({ title: 'Offline' }, id)).id).toBe(id);
		const again = await failureOf(notes.ask('POST', '', { id, data: { title: 'Offline' } }));
		expect(again).toMatchObject({ status: 409, code: 'RECORD_EXISTS', errors: { id: [expect.any(String)] } });
	});

	it('is held against the schema, with each fault at the path of its field', async () => {
		const data = { text: 7, done: 'yes', place: { zip: 1.5 }, tags: ['a', 2], due: '2026-02-30', colour: 'red' };
		const failure = await failureOf(notes.ask('POST', '', { data }));
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		expect(failure.errors).toEqual({
			title: ['A value is needed.'],
			text: ['Must be string.'],
			done: ['Must be boolean.'],
			'place.city': ['A value is needed.'],
			'place.zip': ['Must be integer.'],
			'tags.1': ['Must be string.'],
			due: ['Must match format "date".'],
			colour: ['This field is not known.'],
		});
	});

	it('is replaced as a whole and patched in part', async () => {
		const { id } = await notes.create({ title: 'A', text: 'B', place: { city: 'Bern', zip: 3000 } });
		const patched = await notes.ask('PATCH', `/${id}`, { data: { text: null, place: { zip: 3001 } } });
		expect(patched.headers.get('etag')).toBe('"2"');
		expect(await readData(patched)).toMatchObject({
			data: { title: 'A', place: { city: 'Bern', zip: 3001 } },
			version: 2,
		});
		const replaced = await readData<CollectionRecord>(await notes.ask('PUT', `/${id}`, { data: { title: 'C' } }));
		expect(replaced).toMatchObject({ data: { title: 'C' }, version: 3 });
		expect(Object.keys(replaced.data)).toEqual(['title']);
		expect(await failureOf(notes.ask('PATCH', `/${id}`, { data: { title: null } }))).toMatchObject({
			status: 422,
			errors: { title: ['A value is needed.'] },
		});
	});

	it('keeps its version when nothing changes', async () => {
		const { id } = await notes.create({ title: 'Same', done: true });
		expect(await readData(await notes.ask('PATCH', `/${id}`, { data: { done: true } }))).toMatchObject({ version: 1 });
		const same = await notes.ask('PUT', `/${id}`, { data: { done: true, title: 'Same' } });
		expect(await readData(same)).toMatchObject({ version: 1 });
	});

	it('is not changed or deleted by who has seen an older version', async () => {
		const { id } = await notes.create({ title: 'Guarded' });
		const ifMatch = (value: string) => ({ headers: { 'if-match': value } });
		await readData(await notes.ask('PATCH', `/${id}`, { data: { done: true } }, ifMatch('"1"')));
		const conflict = { status: 412, code: 'VERSION_CONFLICT' };
		expect(await failureOf(notes.ask('PATCH', `/${id}`, { data: { done: false } }, ifMatch('"1"')))).toMatchObject(
			conflict,
		);
		expect(await failureOf(notes.ask('PUT', `/${id}`, { data: { title: 'x' } }, ifMatch('"1"')))).toMatchObject(
			conflict,
		);
		expect(await failureOf(notes.ask('DELETE', `/${id}`, undefined, ifMatch('"1"')))).toMatchObject(conflict);
		expect(await readData(await notes.ask('DELETE', `/${id}`, undefined, ifMatch('"2"')))).toBeNull();
		expect(await failureOf(notes.ask('GET', `/${id}`))).toMatchObject({ status: 404, code: 'RECORD_NOT_FOUND' });
	});

	it('lets one of twenty writers with the same version win, each time', async () => {
		const { id } = await notes.create({ title: 'Contended', priority: 0 });
		for (let version = 1; version <= 3; version += 1) {
			const writers = Array.from({ length: 20 }, (_, priority) =>
				notes.ask(
					'PATCH',
					`/${id}`,
					{ data: { priority: version * 100 + priority } },
					{ headers: { 'if-match': `"${version}"` } },
				),
			);
			const statuses = (await Promise.all(writers)).map(({ status }) => status);
			expect(statuses.filter((status) => status === 200)).toHaveLength(1);
			expect(statuses.filter((status) => status === 412)).toHaveLength(19);
			expect(await readData(await notes.ask('GET', `/${id}`))).toMatchObject({ version: version + 1 });
		}
	});

	it('with one id is made by one of ten who try at once', async () => {
		const id = randomUUID();
		const tries = Array.from({ length: 10 }, (_, priority) =>
			notes.ask('POST', '', { id, data: { title: 'x', priority } }),
		);
		const statuses = (await Promise.all(tries)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 201)).toHaveLength(1);
		expect(statuses.filter((status) => status === 409)).toHaveLength(9);
	});

	it('is changed by who names its version among others, and says what it is now to who does not', async () => {
		const { id } = await notes.create({ title: 'x' });
		const patch = (ifMatch: string) =>
			notes.ask('PATCH', `/${id}`, { data: { done: true } }, { headers: { 'if-match': ifMatch } });
		expect((await patch('"7", "1"')).status).toBe(200);
		const refused = await patch('"1"');
		expect([refused.status, refused.headers.get('etag')]).toEqual([412, '"2"']);
		expect((await patch('*')).status).toBe(200);
	});

	it('is not found under an unknown id, and an id has to be one', async () => {
		for (const [method, body] of [
			['GET'],
			['PUT', { data: { title: 'x' } }],
			['PATCH', { data: {} }],
			['DELETE'],
		] as const) {
			const missing = { status: 404, code: 'RECORD_NOT_FOUND' };
			expect(await failureOf(notes.ask(method, `/${randomUUID()}`, body))).toMatchObject(missing);
			expect(await failureOf(notes.ask(method, '/17', body))).toMatchObject({ status: 422 });
		}
	});
});

describe('in bulk', () => {
	it('records are created, patched and deleted together', async () => {
		const created = await notes.ask('POST', '/bulk', { records: [{ data: { title: 'a' } }, { data: { title: 'b' } }] });
		expect(created.status).toBe(201);
		const { records } = await readData<{ records: CollectionRecord[] }>(created);
		expect(records.map(({ data }) => data.title)).toEqual(['a', 'b']);
		const ids = records.map(({ id }) => id).reverse();
		const patched = await notes.ask('PATCH', '/bulk', { ids, patch: { done: true } });
		const after = (await readData<{ records: CollectionRecord[] }>(patched)).records;
		expect(after.map(({ id, version, data }) => [id, version, data.done])).toEqual(ids.map((id) => [id, 2, true]));
		expect(await readData(await notes.ask('DELETE', '/bulk', { ids }))).toBeNull();
		expect(await failureOf(notes.ask('GET', `/${ids[0]}`))).toMatchObject({ code: 'RECORD_NOT_FOUND' });
	});

	it('one wrong item leaves all as they were, and is named', async () => {
		const kept = await notes.create({ title: 'kept', priority: 1 });
		const marker = `bulk ${randomUUID()}`;
		const mixed = {
			records: [{ data: { title: marker } }, { data: { title: '' } }, { data: { title: marker, done: 1 } }],
		};
		expect(await failureOf(notes.ask('POST', '/bulk', mixed))).toMatchObject({
			status: 422,
			errors: { 'records.1.title': [expect.any(String)], 'records.2.done': [expect.any(String)] },
		});
		const repeated = { records: [{ data: { title: marker } }, { id: kept.id, data: { title: marker } }] };
		expect(await failureOf(notes.ask('POST', '/bulk', repeated))).toMatchObject({
			code: 'RECORD_EXISTS',
			errors: { 'records.1.id': [expect.any(String)] },
		});
		const id = randomUUID();
		const twice = {
			records: [
				{ id, data: { title: marker } },
				{ id, data: { title: marker } },
			],
		};
		expect(await failureOf(notes.ask('POST', '/bulk', twice))).toMatchObject({ code: 'RECORD_EXISTS' });
		expect((await notes.list(`filter[title]=${marker}`)).records).toEqual([]);

		const missing = { ids: [kept.id, randomUUID()] };
		const notFound = { status: 404, code: 'RECORD_NOT_FOUND', errors: { 'ids.1': [expect.any(String)] } };
		expect(await failureOf(notes.ask('PATCH', '/bulk', { ...missing, patch: { priority: 2 } }))).toMatchObject(
			notFound,
		);
		expect(await failureOf(notes.ask('DELETE', '/bulk', missing))).toMatchObject(notFound);
		expect(await failureOf(notes.ask('PATCH', '/bulk', { ids: [kept.id], patch: { priority: 'x' } }))).toMatchObject({
			errors: { 'ids.0.priority': ['Must be integer.'] },
		});
		expect(await readData(await notes.ask('GET', `/${kept.id}`))).toEqual(kept);
	});

	it('takes a thousand and not one more', async () => {
		const many = (count: number) => ({
			records: Array.from({ length: count }, (_, priority) => ({ data: { title: 'x', priority } })),
		});
		const ids = (await notes.bulk(many(1000).records)).map(({ id }) => id);
		expect(ids).toHaveLength(1000);
		expect(await failureOf(notes.ask('POST', '/bulk', many(1001)))).toMatchObject({ status: 422 });
		expect(await failureOf(notes.ask('POST', '/bulk', many(0)))).toMatchObject({ status: 422 });
		expect((await notes.ask('PATCH', '/bulk', { ids, patch: { done: true } })).status).toBe(200);
		expect((await notes.ask('DELETE', '/bulk', { ids })).status).toBe(200);
		expect(await failureOf(notes.ask('DELETE', '/bulk', { ids: [ids[0], ids[0]] }))).toMatchObject({ status: 422 });
	});
});
