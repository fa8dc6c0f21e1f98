import { usersEndpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { DataCache } from '../data-cache.ts';
import { createResource } from './create-resource.ts';

type Note = { title: string; done?: boolean };

const notes = createResource<Note>({ owner: 'notes', collection: 'notes' });
const people = createResource({
	name: 'people',
	owner: 'people',
	endpoints: { list: usersEndpoints.list, read: usersEndpoints.read, update: usersEndpoints.update },
	rows: 'users',
});

/** Never run: what has to compile, and what must not. */
export const typeTests = (cache: DataCache): void => {
	const title: string | undefined = cache.read(notes.keys.list())?.rows[0]?.data.title;
	const email: string | undefined = cache.read(people.keys.item('id'))?.email;
	cache.preload(people.keys.list({ role: 'admin', sortBy: 'name' }));
	// @ts-expect-error a key is made by the keys of a resource
	cache.read(['notes', 'list', {}]);
	// @ts-expect-error no such role
	people.keys.list({ role: 'king' });
	// @ts-expect-error rows, not users
	cache.read(notes.keys.list())?.users;
	// @ts-expect-error an item is a row, not a list
	cache.read(notes.keys.item('id'))?.rows;
	// @ts-expect-error where the list begins is not the caller's business
	notes.keys.infinite({ page: 2 });
	// @ts-expect-error the endpoints have no list of `persons`
	createResource({ name: 'x', owner: 'x', endpoints: usersEndpoints, rows: 'persons' });
	const write = (): void => {
		void notes.useCreate()({ title: 'A note' });
		void notes.useUpdate()('id', { done: null });
		void people.useUpdate()('id', { firstName: 'Ada' });
		// @ts-expect-error a note has a title
		void notes.useCreate()({ done: true });
		// @ts-expect-error no such field
		void people.useUpdate()('id', { nickname: 'A' });
		// @ts-expect-error this resource has no endpoint to create with
		void people.useCreate()({ email: 'a@b.test' });
	};
	void [title, email, write];
};

describe('keys', () => {
	it('of equal queries are equal, whatever was left open in them', () => {
		expect(notes.keys.list({ search: '', filter: { done: undefined } })).toEqual(notes.keys.list());
		expect(notes.keys.list({ filter: { done: false } })).not.toEqual(notes.keys.list());
		expect(notes.keys.list({ cursor: '' })).not.toEqual(notes.keys.list());
	});

	it('begin with the name of their resource', () => {
		for (const key of [people.keys.list(), people.keys.infinite(), people.keys.item('1')])
			expect(key[0]).toBe('people');
	});
});
