import { type CollectionRecord, isErrorCode } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { buildCollection } from '../build/build-collection.ts';
import { buildUser } from '../build/build-user.ts';
import { fakePassword } from './auth-endpoints.ts';
import { createFakeBackend, type FakeBackendOptions } from './create-fake-backend.ts';

const admin = buildUser({ role: 'admin', email: 'admin@flotilla.test' });
const member = buildUser({ role: 'member', email: 'member@flotilla.test' });

const start = async (collections: FakeBackendOptions['collections'] = []) => {
	const { fetch: ask, state } = createFakeBackend({ users: [admin, member], collections });
	const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const response = await ask(
			new Request(`http://flotilla.test/api${path}`, {
				method,
				headers,
				...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
			}),
		);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
		return { status: response.status, text, json: isJson ? JSON.parse(text) : null };
	};
	const as = async (email: string) => {
		const { json } = await send('POST', '/auth/login', { email, password: fakePassword });
		const authorization = `Bearer ${json.data.token}`;
		return (method: string, path: string, body?: unknown, headers = {}) =>
			send(method, path, body, { authorization, ...headers });
	};
	return { state, as };
};

describe('collections of the fake backend', () => {
	const notes = () =>
		buildCollection('notes', {
			search: ['title'],
			createdBy: admin.id,
			records: [{ title: 'Été', priority: 2 }, { title: 'b', priority: 10, done: true }, { title: 'a' }],
		});

	it('are searched, filtered, sorted and paged', async () => {
		const ask = await (await start([notes()])).as(admin.email);
		const titles = async (query: string) =>
			(await ask('GET', `/data/notes?${query}`)).json.data.records.map(({ data }: CollectionRecord) => data.title);
		expect(await titles('search=ete')).toEqual(['Été']);
		expect(await titles('sort=priority')).toEqual(['Été', 'b', 'a']);
		expect(await titles('sort=priority&filter[priority][gt]=2')).toEqual(['b']);
		expect(await titles('filter[title][in]=a&filter[title][in]=b&sort=title')).toEqual(['a', 'b']);
		expect(await titles('filter[done]=true')).toEqual(['b']);
		const first = (await ask('GET', '/data/notes?cursor=&limit=2&sort=title')).json.data;
		expect(first.records).toHaveLength(2);
		expect(await titles(`cursor=${first.cursors.next}&limit=2&sort=title`)).toEqual(['Été']);
	});

	it('keep what is written, by its version, and say so', async () => {
		const { state, as } = await start([notes()]);
		const events: unknown[] = [];
		state.onEvent(({ name }) => events.push(name));
		const ask = await as(member.email);
		const created = (await ask('POST', '/data/notes', { data: { title: 'c', tags: { a: 1, b: 2 } } })).json.data;
		const path = `/data/notes/${created.id}`;
		const patched = await ask('PATCH', path, { data: { tags: { a: null } } }, { 'if-match': '"1"' });
		expect(patched.json.data).toMatchObject({ data: { title: 'c', tags: { b: 2 } }, version: 2 });
		expect((await ask('PUT', path, { data: {} }, { 'if-match': '"1"' })).json.code).toBe('VERSION_CONFLICT');
		expect((await ask('POST', '/data/notes', { id: created.id, data: {} })).json.code).toBe('RECORD_EXISTS');
		const bulk = await ask('POST', '/data/notes/bulk', { records: [{ data: { title: 'd' } }] });
		const ids = [created.id, bulk.json.data.records[0].id];
		expect((await ask('PATCH', '/data/notes/bulk', { ids, patch: { done: true } })).json.data.records).toHaveLength(2);
		await ask('DELETE', '/data/notes/bulk', { ids });
		expect((await ask('GET', path)).json.code).toBe('RECORD_NOT_FOUND');
		expect(events).toEqual([
			...['data:record-created', 'data:record-updated', 'data:record-created'],
			...['data:record-updated', 'data:record-updated', 'data:record-deleted', 'data:record-deleted'],
		]);
	});

	it('go out and come in as files', async () => {
		const { as } = await start([notes(), buildCollection('copies')]);
		const ask = await as(admin.email);
		const { text } = await ask('GET', '/data/notes/export?format=ndjson');
		const body = new FormData();
		body.append('file', new File([text], 'notes.ndjson'));
		expect((await ask('POST', '/data/copies/import?dryRun=1', body)).json.data).toMatchObject({
			imported: 3,
			dryRun: true,
		});
		const again = new FormData();
		again.append('file', new File([text], 'notes.ndjson'));
		await ask('POST', '/data/copies/import', again);
		expect((await ask('GET', '/data/copies')).json.data.pagination.total).toBe(3);
	});

	it('are for those who may, and defined by those who may define', async () => {
		const own = buildCollection('own', {
			permissions: { read: 'owner', create: 'owner', update: 'owner', delete: 'owner' },
			records: [{ title: 'of the admin' }],
			createdBy: admin.id,
		});
		const hidden = buildCollection('hidden', { permissions: { read: ['admin'], create: [], update: [], delete: [] } });
		const { as } = await start([own, hidden]);
		const ask = await as(member.email);
		expect((await ask('GET', '/data/own')).json.data.records).toEqual([]);
		expect((await ask('GET', `/data/own/${own.records[0]?.id}`)).json.code).toBe('RECORD_NOT_FOUND');
		expect((await ask('GET', '/data/hidden')).json.code).toBe('COLLECTION_NOT_FOUND');
		expect((await ask('GET', '/data')).json.data.collections).toHaveLength(1);
		const { name: _name, version: _version, createdAt: _at, updatedAt: _then, ...body } = own.definition;
		expect((await ask('PUT', '/data/new/definition', body)).json.code).toBe('FORBIDDEN');
		const asAdmin = await as(admin.email);
		expect((await asAdmin('PUT', '/data/new/definition', body)).json.data).toMatchObject({ name: 'new', version: 1 });
		const stolen = await asAdmin('PUT', '/data/own/definition', { ...body, owner: 'users' });
		expect([stolen.json.code, isErrorCode(stolen.json.code)]).toEqual(['COLLECTION_OWNED', true]);
		expect((await asAdmin('GET', '/data/hidden/definition')).json.data.name).toBe('hidden');
	});
});
