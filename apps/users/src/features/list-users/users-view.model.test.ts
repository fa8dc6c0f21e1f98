import { describe, expect, it } from 'vitest';
import {
	changeUsersView,
	defaultUsersView,
	readUsersView,
	sortUsersView,
	toUsersListQuery,
	type UsersView,
	writeUsersView,
} from './users-view.model.ts';

const everything: UsersView = {
	search: 'Zoë & co = 100%',
	role: 'manager',
	status: 'inactive',
	sortBy: 'lastSignInAt',
	sortOrder: 'desc',
	page: 7,
};

describe('the list in the address bar', () => {
	it('comes back whole', () => {
		expect(readUsersView(new URLSearchParams(writeUsersView(everything).toString()))).toEqual(everything);
	});

	it('has the plain address when nothing was chosen', () => {
		expect(writeUsersView(defaultUsersView).toString()).toBe('');
		expect(readUsersView(new URLSearchParams())).toEqual(defaultUsersView);
	});

	it.each([
		'role=owner',
		'status=gone',
		'sortBy=password',
		'sortOrder=up',
		'page=0',
		'page=-1',
		'page=1.5',
		'page=1e9',
		'page=9999999',
		'page=two',
		'search=%20%20',
	])('reads %s as not said', (address) => {
		expect(readUsersView(new URLSearchParams(address))).toEqual(defaultUsersView);
	});

	it('never asks for a longer text than the server takes', () => {
		expect(readUsersView(new URLSearchParams({ search: 'x'.repeat(500) })).search).toHaveLength(200);
	});
});

describe('changing the list', () => {
	it('starts another question on its first page', () => {
		expect(changeUsersView(everything, { role: null })).toEqual({ ...everything, role: null, page: 1 });
	});

	it('goes to the page that was asked for', () => {
		expect(changeUsersView(everything, { page: 8 }).page).toBe(8);
	});

	it('turns the order round on the same column', () => {
		const once = sortUsersView(defaultUsersView, 'name');
		expect(once.sortOrder).toBe('desc');
		expect(sortUsersView(once, 'name').sortOrder).toBe('asc');
	});

	it('starts a text column from A and a date column with the newest', () => {
		expect(sortUsersView(everything, 'email')).toMatchObject({ sortBy: 'email', sortOrder: 'asc', page: 1 });
		expect(sortUsersView(defaultUsersView, 'createdAt')).toMatchObject({ sortBy: 'createdAt', sortOrder: 'desc' });
	});
});

describe('toUsersListQuery', () => {
	it('leaves out what was not chosen', () => {
		expect(toUsersListQuery(defaultUsersView)).toEqual({ page: 1, limit: 20, sortBy: 'name', sortOrder: 'asc' });
	});

	it('passes on what was', () => {
		expect(toUsersListQuery(everything)).toEqual({ ...everything, limit: 20 });
	});
});
