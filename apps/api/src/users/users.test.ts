import { randomUUID } from 'node:crypto';
import { type Role, type User, type UsersList, usersList } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson as createPersonOf } from '../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
let admin: User;
beforeAll(async () => {
	started = await startApi();
	({ token, user: admin } = await started.signIn());
});
afterAll(() => started.stop());

const list = async (query: string): Promise<UsersList> =>
	usersList.parse(await readData(await started.request(`/api/users?${query}`, { token })));
const read = (id: string) => started.request(`/api/users/${id}`, { token });
const update = (id: string, json: unknown, options: { token?: string; ifMatch?: string } = {}) =>
	started.request(`/api/users/${id}`, {
		method: 'PATCH',
		token: options.token ?? token,
		json,
		headers: options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch },
	});

const createPerson = (role: Role) => createPersonOf(started, token, role);

describe('the list of users', () => {
	it('comes in pages that together hold everybody once', async () => {
		const first = await list('limit=100');
		expect(first.pagination).toMatchObject({ page: 1, limit: 100 });
		expect(first.pagination.total).toBeGreaterThanOrEqual(602);
		const pages = [];
		for (let page = 1; page <= first.pagination.totalPages; page += 1) pages.push(await list(`limit=100&page=${page}`));
		const ids = pages.flatMap(({ users }) => users.map(({ id }) => id));
		expect(new Set(ids).size).toBe(first.pagination.total);
		expect(ids).toHaveLength(first.pagination.total);
	});

	it('is empty past the end and still says how many there are', async () => {
		const past = await list('page=900000');
		expect(past.users).toEqual([]);
		expect(past.pagination.total).toBeGreaterThanOrEqual(602);
	});

	it('repeats the pagination in the envelope', async () => {
		const response = await started.request('/api/users?limit=7', { token });
		const body = (await response.json()) as { data: UsersList; meta: { pagination: unknown } };
		expect(body.meta.pagination).toEqual(body.data.pagination);
	});

	it.each([
		['without accents', 'lefevre', /Lefèvre/],
		['in capitals', 'LEFÈVRE', /Lefèvre/],
		['with letters that are no letter with a mark', 'soren', /Søren|Sören/],
		['by part of an address', 'admin@flot', /Lindqvist/],
	])('is searched %s', async (_name, search, expected) => {
		const { users } = await list(`search=${encodeURIComponent(search)}`);
		expect(users.length).toBeGreaterThan(0);
		for (const { firstName, lastName } of users) expect(`${firstName} ${lastName}`).toMatch(expected);
	});

	it('holds only people with every word of the search, in any order', async () => {
		const { users } = await list('search=lindqvist%20%20ada');
		expect(users.map(({ email }) => email)).toContain('admin@flotilla.test');
	});

	it.each(['%25', '_', '%5C'])('takes the wildcard %s for a letter', async (search) => {
		expect((await list(`search=${search}`)).users).toEqual([]);
	});

	it('is filtered by role and status', async () => {
		const { users, pagination } = await list('role=manager&status=active&limit=100');
		expect(pagination.total).toBeGreaterThan(5);
		for (const user of users) expect(user).toMatchObject({ role: 'manager', status: 'active' });
	});

	it('is sorted by name without regard to case and accents unless asked otherwise', async () => {
		const spelling: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae' };
		const fold = ({ firstName, lastName }: User) =>
			`${firstName} ${lastName}`
				.toLowerCase()
				.normalize('NFD')
				.replace(/\p{M}/gu, '')
				.replace(/[øłđıßæ]/g, (letter) => spelling[letter] ?? letter);
		const pages = await Promise.all([1, 2, 3].map((page) => list(`limit=100&page=${page}`)));
		const names = pages.flatMap(({ users }) => users.map(fold));
		expect(names).toHaveLength(300);
		expect(names).toEqual([...names].sort());
	});

	it.each(['email', 'createdAt', 'role'] as const)('is sorted by %s both ways', async (field) => {
		const ascending = (await list(`limit=100&sortBy=${field}`)).users.map((user) => user[field]);
		expect(ascending).toEqual([...ascending].sort());
		const descending = (await list(`limit=100&sortBy=${field}&sortOrder=desc`)).users.map((user) => user[field]);
		expect(descending).toEqual([...descending].sort().reverse());
	});

	it.each(['asc', 'desc'])('has people who never signed in last, sorted %s', async (sortOrder) => {
		const { pagination } = await list('limit=100');
		const { users } = await list(`limit=100&sortBy=lastSignInAt&sortOrder=${sortOrder}&page=${pagination.totalPages}`);
		expect(users.at(-1)?.lastSignInAt).toBeNull();
	});

	it.each(['page=0', 'limit=101', 'limit=ten', 'sortBy=password', 'role=king', `search=${'x'.repeat(201)}`])(
		'refuses ?%s',
		async (query) => {
			const failure = await readFailure(await started.request(`/api/users?${query}`, { token }));
			expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
			expect(Object.keys(failure.errors ?? {})).toEqual([query.split('=', 1)[0]]);
		},
	);

	it('never holds a password hash', async () => {
		const response = await started.request('/api/users?limit=5', { token });
		expect(await response.text()).not.toContain('argon2');
	});
});

describe('one user', () => {
	it('comes with its version as ETag', async () => {
		const response = await read(admin.id);
		expect(response.headers.get('etag')).toBe('"1"');
		expect(await readData(response)).toMatchObject({ id: admin.id, email: 'admin@flotilla.test' });
	});

	it('is not found under an unknown id, and an id has to be one', async () => {
		expect(await readFailure(await read(randomUUID()))).toMatchObject({ status: 404, code: 'USER_NOT_FOUND' });
		expect(await readFailure(await read('17'))).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
	});
});

describe('changing a user', () => {
	it('raises the version and refuses who has seen an older one', async () => {
		const { user } = await createPerson('member');
		const changed = await update(user.id, { firstName: ' Renamed ' }, { ifMatch: '"1"' });
		expect(changed.headers.get('etag')).toBe('"2"');
		expect(await readData(changed)).toMatchObject({ firstName: 'Renamed', version: 2 });
		const late = await update(user.id, { firstName: 'Late' }, { ifMatch: '"1"' });
		expect(await readFailure(late)).toMatchObject({ status: 412, code: 'VERSION_CONFLICT' });
		expect(await readData(await read(user.id))).toMatchObject({ firstName: 'Renamed', version: 2 });
	});

	it('lets one of many writers with the same version win', async () => {
		const { user } = await createPerson('member');
		const writers = Array.from({ length: 8 }, (_, index) =>
			update(user.id, { lastName: `Writer ${index}` }, { ifMatch: '"1"' }),
		);
		const statuses = (await Promise.all(writers)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(1);
		expect(statuses.filter((status) => status === 412)).toHaveLength(7);
	});

	it('without a difference changes nothing', async () => {
		const { user } = await createPerson('member');
		expect(await readData(await update(user.id, { role: 'member', firstName: 'Test' }))).toMatchObject({ version: 1 });
	});

	it('refuses an address that is taken, an unknown field and an unknown id', async () => {
		const { user } = await createPerson('member');
		expect(await readFailure(await update(user.id, { email: 'ADMIN@flotilla.test' }))).toMatchObject({
			status: 409,
			code: 'EMAIL_TAKEN',
		});
		expect(await readFailure(await update(user.id, { fristName: 'Typo' }))).toMatchObject({
			status: 422,
			errors: { fristName: ['This field is not known.'] },
		});
		expect(await readFailure(await update(randomUUID(), { firstName: 'Nobody' }))).toMatchObject({
			status: 404,
			code: 'USER_NOT_FOUND',
		});
	});

	it('signs out who becomes inactive, and keeps them out', async () => {
		const person = await createPerson('member');
		await readData(await update(person.user.id, { status: 'inactive' }));
		expect(await readFailure(await started.request('/api/auth/me', { token: person.token }))).toMatchObject({
			code: 'SESSION_REVOKED',
		});
		const { email, password } = person;
		const login = await started.request('/api/auth/login', { method: 'POST', json: { email, password } });
		expect(await readFailure(login)).toMatchObject({ status: 403, code: 'ACCOUNT_INACTIVE' });
	});

	it('never takes away the last administrator', async () => {
		const admins = (await list('role=admin&status=active&limit=100')).users.filter(({ id }) => id !== admin.id);
		for (const { id } of admins) await readData(await update(id, { role: 'member' }));
		for (const change of [{ role: 'manager' }, { status: 'inactive' }]) {
			expect(await readFailure(await update(admin.id, change))).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
		}
		const second = await createPerson('admin');
		const demotions = [
			update(admin.id, { role: 'member' }, { token: second.token }),
			update(second.user.id, { role: 'member' }),
		];
		const codes = (await Promise.all(demotions)).map(({ status }) => status);
		expect(codes.filter((status) => status === 200)).toHaveLength(1);
		if (codes[0] === 200) await readData(await update(admin.id, { role: 'admin' }, { token: second.token }));
	});
});

describe('who may change what', () => {
	const allowed: Record<Role, Record<'ownName' | 'ownEmail' | 'otherName' | 'otherRole' | 'adminEmail', boolean>> = {
		admin: { ownName: true, ownEmail: true, otherName: true, otherRole: true, adminEmail: true },
		manager: { ownName: true, ownEmail: true, otherName: true, otherRole: false, adminEmail: false },
		member: { ownName: true, ownEmail: false, otherName: false, otherRole: false, adminEmail: false },
		viewer: { ownName: true, ownEmail: false, otherName: false, otherRole: false, adminEmail: false },
	};

	it.each(Object.entries(allowed))('%s', async (role, expected) => {
		const person = await createPerson(role as Role);
		const other = await createPerson('member');
		const anAdmin = await createPerson('admin');
		const as = { token: person.token };
		const may = async (response: Promise<Response>) => {
			const { status } = await response;
			expect([200, 403]).toContain(status);
			return status === 200;
		};
		expect({
			ownName: await may(update(person.user.id, { lastName: 'Changed' }, as)),
			ownEmail: await may(update(person.user.id, { email: `${randomUUID()}@flotilla.test` }, as)),
			otherName: await may(update(other.user.id, { lastName: 'Changed' }, as)),
			otherRole: await may(update(other.user.id, { role: 'viewer' }, as)),
			adminEmail: await may(update(anAdmin.user.id, { email: `${randomUUID()}@flotilla.test` }, as)),
		}).toEqual(expected);
	});

	it('takes a new role into account at once', async () => {
		const person = await createPerson('manager');
		const other = await createPerson('member');
		const rename = () => update(other.user.id, { firstName: randomUUID() }, { token: person.token });
		expect((await rename()).status).toBe(200);
		await readData(await update(person.user.id, { role: 'member' }));
		expect((await rename()).status).toBe(403);
	});
});
