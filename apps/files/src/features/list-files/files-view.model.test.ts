import { describe, expect, it } from 'vitest';
import { changeFilesView, readFilesView, toFilesListQuery, writeFilesView } from './files-view.model.ts';

const all = { search: 'Größe & co', mine: true, page: 3 };
const manager = { id: 'me', readsAny: true };
const member = { id: 'me', readsAny: false };

describe('the list in the address bar', () => {
	it('comes back whole', () => {
		expect(readFilesView(new URLSearchParams(writeFilesView(all).toString()))).toEqual(all);
	});

	it('has the plain address when nothing was chosen', () => {
		expect(writeFilesView(readFilesView(new URLSearchParams())).toString()).toBe('');
	});

	it.each(['owner=you', 'page=0', 'page=x', 'search=%20'])('reads %s as not said', (address) => {
		expect(readFilesView(new URLSearchParams(address))).toEqual({ search: '', mine: false, page: 1 });
	});

	it('starts another question on its first page', () => {
		expect(changeFilesView(all, { search: 'b' })).toEqual({ search: 'b', mine: true, page: 1 });
	});
});

describe('toFilesListQuery', () => {
	const plain = { search: '', mine: false, page: 1 };

	it('asks for everybody’s files only for people who may see them', () => {
		expect(toFilesListQuery(plain, manager)).toEqual({ page: 1, limit: 20 });
		expect(toFilesListQuery(plain, member)).toEqual({ page: 1, limit: 20, ownerId: 'me' });
	});

	it('passes on what was chosen', () => {
		expect(toFilesListQuery(all, manager)).toEqual({ page: 3, limit: 20, search: 'Größe & co', ownerId: 'me' });
	});
});
