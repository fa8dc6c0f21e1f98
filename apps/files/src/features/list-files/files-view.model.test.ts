import { describe, expect, it } from 'vitest';
import { type FilesView, isFiltered, readFilesView, toFilesQueries, writeFilesView } from './files-view.model.ts';

const plain: FilesView = {
	search: '',
	mine: false,
	type: null,
	sortBy: 'createdAt',
	sortOrder: 'desc',
	layout: null,
};
const all: FilesView = {
	search: 'Größe & co',
	mine: true,
	type: 'image',
	sortBy: 'name',
	sortOrder: 'desc',
	layout: 'grid',
};
const manager = { id: 'me', readsAny: true };
const member = { id: 'me', readsAny: false };

describe('the list in the address bar', () => {
	it('comes back whole', () => {
		expect(readFilesView(new URLSearchParams(writeFilesView(all).toString()))).toEqual(all);
	});

	it('has the plain address when nothing was chosen', () => {
		expect(writeFilesView(readFilesView(new URLSearchParams())).toString()).toBe('');
	});

	it('sorts names from A on, and sizes from the largest on, where the address does not say', () => {
		expect(readFilesView(new URLSearchParams('sort=name')).sortOrder).toBe('asc');
		expect(readFilesView(new URLSearchParams('sort=size')).sortOrder).toBe('desc');
		expect(writeFilesView({ ...plain, sortBy: 'name', sortOrder: 'asc' }).toString()).toBe('sort=name');
	});

	it.each(['owner=you', 'type=program', 'search=%20', 'sort=color', 'order=up', 'view=table'])(
		'reads %s as not said',
		(address) => {
			expect(readFilesView(new URLSearchParams(address))).toEqual(plain);
		},
	);
});

describe('isFiltered', () => {
	it('tells what leaves files out from what only orders them', () => {
		expect(isFiltered({ ...plain, sortBy: 'size', layout: 'grid' })).toBe(false);
		expect(
			[{ search: 'a' }, { mine: true }, { type: 'audio' as const }].map((view) => isFiltered({ ...plain, ...view })),
		).toEqual([true, true, true]);
	});
});

describe('toFilesQueries', () => {
	it('asks for everybody’s files only for people who may see them', () => {
		expect(toFilesQueries(plain, manager).list).toEqual({ limit: 50 });
		expect(toFilesQueries(plain, member).list).toEqual({ ownerId: 'me', limit: 50 });
	});

	it('passes on what was chosen', () => {
		expect(toFilesQueries({ ...all, sortOrder: 'asc' }, manager).list).toEqual({
			search: 'Größe & co',
			type: 'image',
			ownerId: 'me',
			sortBy: 'name',
			sortOrder: 'asc',
			limit: 50,
		});
	});

	it('counts what it lists', () => {
		const { list, count } = toFilesQueries(all, member);
		expect({ ...count, limit: list.limit }).toEqual({ ...list, page: 1 });
		expect(count.limit).toBe(1);
	});
});
