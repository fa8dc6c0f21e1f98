import { type User, type UsersList, type UsersSlice, usersList, usersSlice } from '@flotilla/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi({ maximumCounted: 50 });
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const ask = (query: string) => started.request(`/api/users?${query}`, { token });
const slice = async (query: string): Promise<UsersSlice> => usersSlice.parse(await readData(await ask(query)));
const page = async (query: string): Promise<UsersList> => usersList.parse(await readData(await ask(query)));

const walk = async (query: string): Promise<{ users: User[]; last: string }> => {
	const users: User[] = [];
	let last = '';
	for (let cursor: string | null = ''; cursor !== null; ) {
		const found: UsersSlice = await slice(`${query}&cursor=${cursor}`);
		users.push(...found.users);
		last = cursor;
		cursor = found.cursors.next;
	}
	return { users, last };
};

it.each(['name', 'email', 'role', 'status', 'createdAt', 'lastSignInAt'])(
	'is walked by cursor in the order of pages, sorted by %s both ways',
	async (sortBy) => {
		for (const sortOrder of ['asc', 'desc']) {
			const order = `limit=100&sortBy=${sortBy}&sortOrder=${sortOrder}`;
			const { users } = await walk(order);
			expect(users.length).toBeGreaterThanOrEqual(602);
			expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
			const pages = await Promise.all([1, 2, 7].map((number) => page(`${order}&page=${number}`)));
			expect(pages.flatMap(({ users }) => users)).toEqual([...users.slice(0, 200), ...users.slice(600)]);
		}
	},
);

it('is walked back to where it began', async () => {
	const query = 'limit=90&sortBy=lastSignInAt&sortOrder=desc&status=active';
	const { users, last } = await walk(query);
	const back: User[] = (await slice(`${query}&cursor=${last}`)).users;
	let previous = (await slice(`${query}&cursor=${last}`)).cursors.previous;
	while (previous !== null) {
		const found = await slice(`${query}&cursor=${previous}`);
		back.unshift(...found.users);
		previous = found.cursors.previous;
	}
	expect(back).toEqual(users);
	for (const { status } of users) expect(status).toBe('active');
});

it('answers a slice without counting, and a page without cursors', async () => {
	const response = await ask('cursor=&limit=5');
	const body = (await response.json()) as { data: object; meta: object };
	expect(Object.keys(body.data)).toEqual(['users', 'cursors']);
	expect(body.meta).not.toHaveProperty('pagination');
	expect(Object.keys(await page('limit=5'))).toEqual(['users', 'pagination']);
});

it('refuses a cursor of another order, and one that was made up', async () => {
	const { cursors } = await slice('cursor=&limit=5');
	for (const query of [
		`cursor=${cursors.next}&sortOrder=desc`,
		`cursor=${cursors.next}&sortBy=email`,
		'cursor=eyJpZCI6MX0',
		"cursor=';drop table users--",
		'cursor=%00',
	]) {
		expect(await readFailure(await ask(query))).toMatchObject({ status: 422, code: 'CURSOR_INVALID' });
	}
	expect(await readFailure(await ask(`cursor=${'x'.repeat(2049)}`))).toMatchObject({ code: 'VALIDATION_FAILED' });
	expect((await slice(`cursor=${cursors.next}&limit=3&role=member`)).users.length).toBe(3);
});

it('counts exactly up to a limit, and says where it stopped', async () => {
	expect((await page('limit=20')).pagination).toEqual({
		page: 1,
		limit: 20,
		total: 50,
		totalPages: 3,
		totalIsExact: false,
	});
	const deep = await page('limit=20&page=10');
	expect(deep.users).toHaveLength(20);
	expect(deep.pagination).toMatchObject({ total: 200, totalIsExact: false });
	const few = await page('limit=20&search=lindqvist%20ada');
	expect(few.pagination.total).toBe(few.users.length);
	expect(few.pagination).not.toHaveProperty('totalIsExact');
});
