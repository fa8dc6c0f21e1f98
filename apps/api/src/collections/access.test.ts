import { type CollectionRecord, type CollectionsList, type Role, roles } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
const people = new Map<Role, { token: string }>();
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
	for (const role of roles) people.set(role, await createPerson(started, token, role));
});
afterAll(() => started.stop());

const tokenOf = (role: Role): string => {
	const person = people.get(role);
	if (person === undefined) throw new Error(`There is no ${role}.`);
	return person.token;
};
const failureOf = async (response: Promise<Response>) => readFailure(await response);

/** Every way to reach a record that exists; what each answers to somebody who may. */
const writes = (notes: ReturnType<typeof createCollectionClient>, id: string) => ({
	create: () => notes.ask('POST', '', { data: { title: 'x' } }),
	bulkCreate: () => notes.ask('POST', '/bulk', { records: [{ data: { title: 'x' } }] }),
	import: () => notes.send('[{"data":{"title":"x"}}]'),
	replace: () => notes.ask('PUT', `/${id}`, { data: { title: 'changed' } }),
	patch: () => notes.ask('PATCH', `/${id}`, { data: { title: 'changed again' } }),
	bulkPatch: () => notes.ask('PATCH', '/bulk', { ids: [id], patch: { title: 'changed once more' } }),
	remove: () => notes.ask('DELETE', `/${id}`),
});

describe('a collection', () => {
	it.each(roles)('lets a %s do what its lists of roles say', async (role) => {
		const admin = createCollectionClient(started, token);
		await admin.defined({
			permissions: {
				read: ['admin', 'manager', 'member', 'viewer'],
				create: ['admin', 'manager', 'member'],
				update: ['admin', 'manager'],
				delete: ['admin'],
			},
		});
		const { id } = await admin.create({ title: 'there' });
		const notes = admin.as(tokenOf(role));
		const may = { create: role !== 'viewer', update: role === 'admin' || role === 'manager', delete: role === 'admin' };
		const expected = {
			create: may.create ? 201 : 403,
			bulkCreate: may.create ? 201 : 403,
			import: may.create ? 200 : 403,
			replace: may.update ? 200 : 403,
			patch: may.update ? 200 : 403,
			bulkPatch: may.update ? 200 : 403,
			remove: may.delete ? 200 : 403,
		};
		const seen: Record<string, number> = {};
		for (const [name, write] of Object.entries(writes(notes, id))) seen[name] = (await write()).status;
		expect(seen).toEqual(expected);
		expect((await notes.list()).records.length).toBeGreaterThan(0);
	});

	it('is not there for people who may not read it, whatever they ask', async () => {
		const admin = createCollectionClient(started, token);
		await admin.defined({
			permissions: { read: ['admin'], create: ['member'], update: ['member'], delete: ['member'] },
		});
		const { id } = await (async () => {
			await admin.defined({
				permissions: { read: ['admin'], create: ['admin'], update: ['member'], delete: ['member'] },
			});
			return admin.create({ title: 'secret' });
		})();
		await admin.defined({
			permissions: { read: ['admin'], create: ['member'], update: ['member'], delete: ['member'] },
		});
		const notes = admin.as(tokenOf('member'));
		const unknown = createCollectionClient(started, tokenOf('member'));
		const reads = (of: typeof notes) => [
			() => of.ask('GET', ''),
			() => of.ask('GET', `/${id}`),
			() => of.ask('GET', '/definition'),
			() => of.ask('GET', '/export'),
			() => of.ask('DELETE', '/bulk', { ids: [id] }),
			...Object.values(writes(of, id)),
		];
		for (const ask of [...reads(notes), ...reads(unknown)]) {
			expect(await failureOf(ask())).toMatchObject({ status: 404, code: 'COLLECTION_NOT_FOUND' });
		}
		const listed = await readData<CollectionsList>(await started.request('/api/data', { token: tokenOf('member') }));
		expect(listed.collections.map(({ name }) => name)).not.toContain(notes.name);
		expect((await admin.list()).records).toHaveLength(1);
	});

	it("that is each owner's shows people their own records alone", async () => {
		const admin = createCollectionClient(started, token);
		await admin.defined({ permissions: { read: 'owner', create: 'owner', update: 'owner', delete: 'owner' } });
		const member = admin.as(tokenOf('member'));
		const viewer = admin.as(tokenOf('viewer'));
		const mine = await member.create({ title: 'mine' });
		const theirs = await viewer.create({ title: 'theirs' });
		expect((await member.list()).records).toEqual([mine]);
		expect((await viewer.list('sort=title')).records).toEqual([theirs]);
		expect((await admin.list()).pagination).toMatchObject({ total: 0 });
		expect(await readData(await member.ask('GET', `/${mine.id}`))).toEqual(mine);
		const hidden = { status: 404, code: 'RECORD_NOT_FOUND' };
		expect(await failureOf(member.ask('GET', `/${theirs.id}`))).toMatchObject(hidden);
		expect(await failureOf(member.ask('PATCH', `/${theirs.id}`, { data: { title: 'x' } }))).toMatchObject(hidden);
		expect(await failureOf(member.ask('DELETE', `/${theirs.id}`))).toMatchObject(hidden);
		expect(await failureOf(member.ask('DELETE', '/bulk', { ids: [mine.id, theirs.id] }))).toMatchObject({
			...hidden,
			errors: { 'ids.1': [expect.any(String)] },
		});
		const exported = (await (await member.ask('GET', '/export')).json()) as CollectionRecord[];
		expect(exported).toEqual([mine]);
		expect((await member.ask('PATCH', `/${mine.id}`, { data: { title: 'still mine' } })).status).toBe(200);
		expect((await member.ask('DELETE', `/${mine.id}`)).status).toBe(200);
	});

	it("that all may read is changed by its records' owners and the roles beside them", async () => {
		const admin = createCollectionClient(started, token);
		await admin.defined();
		const mine = await admin.as(tokenOf('member')).create({ title: 'mine' });
		const other = await createPerson(started, token, 'member');
		const refused = { status: 403, code: 'FORBIDDEN' };
		const stranger = admin.as(other.token);
		expect(await failureOf(stranger.ask('PATCH', `/${mine.id}`, { data: { title: 'x' } }))).toMatchObject(refused);
		expect(await failureOf(stranger.ask('DELETE', `/${mine.id}`))).toMatchObject(refused);
		const own = await stranger.create({ title: 'own' });
		expect(await failureOf(stranger.ask('PATCH', '/bulk', { ids: [own.id, mine.id], patch: {} }))).toMatchObject({
			...refused,
			errors: { 'ids.1': [expect.any(String)] },
		});
		const changed = await readData<CollectionRecord>(
			await admin.ask('PATCH', `/${mine.id}`, { data: { title: 'by the admin' } }),
		);
		expect([changed.createdBy, changed.updatedBy === changed.createdBy]).toEqual([mine.createdBy, false]);
		expect((await admin.as(tokenOf('member')).ask('DELETE', `/${mine.id}`)).status).toBe(200);
	});
});
