import { describe, expect, it } from 'vitest';
import {
	defaultUsersView,
	readUsersView,
	sortUsersView,
	toUsersQuery,
	type UsersView,
	writeUsersView,
} from './users-view.model.ts';

const everything: UsersView = {
	search: 'Zoë & co = 100%',
	role: 'manager',
	status: 'inactive',
	sortBy: 'lastSignInAt',
	sortOrder: 'desc',
	columns: ['name', 'email', 'status'],
};

describe('the list in the address bar', () => {
	it('comes back whole', () => {
		expect(readUsersView(new URLSearchParams(writeUsersView(everything).toString()))).toEqual(everything);
	});

	it('has the plain address when nothing was chosen', () => {
		expect(writeUsersView(defaultUsersView).toString()).toBe('');
		expect(readUsersView(new URLSearchParams())).toEqual(defaultUsersView);
	});

	it.each(['role=owner', 'status=gone', 'sortBy=password', 'sortOrder=up', 'search=%20%20', 'page=9', 'limit=5'])(
		'reads %s as not said',
		(address) => {
			expect(readUsersView(new URLSearchParams(address))).toEqual(defaultUsersView);
		},
	);

	it('never asks for a longer text than the server takes', () => {
		expect(readUsersView(new URLSearchParams({ search: 'x'.repeat(500) })).search).toHaveLength(200);
	});

	it('shows chosen columns in the order of the table, each once, and always the name', () => {
		expect(readUsersView(new URLSearchParams('columns=status,role,status,passwords')).columns).toEqual([
			'name',
			'role',
			'status',
		]);
		expect(readUsersView(new URLSearchParams('columns=')).columns).toEqual(['name']);
	});
});

describe('sorting the list', () => {
	it('turns the order round on the same column', () => {
		const once = sortUsersView(defaultUsersView, 'name');
		expect(once.sortOrder).toBe('desc');
		expect(sortUsersView(once, 'name').sortOrder).toBe('asc');
	});

	it('starts a text column from A and a date column with the newest', () => {
		expect(sortUsersView(everything, 'email')).toEqual({ ...everything, sortBy: 'email', sortOrder: 'asc' });
		expect(sortUsersView(defaultUsersView, 'createdAt')).toMatchObject({ sortBy: 'createdAt', sortOrder: 'desc' });
	});
});

describe('what the server is asked', () => {
	it('leaves out what was not chosen', () => {
		expect(toUsersQuery(defaultUsersView)).toEqual({ sortBy: 'name', sortOrder: 'asc' });
	});

	it('is all that was, but for the columns', () => {
		const { columns: _, ...query } = everything;
		expect(toUsersQuery(everything)).toEqual(query);
	});
});
