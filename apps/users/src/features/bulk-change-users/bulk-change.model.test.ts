import { allRows, noRows, selectRows } from '@flotilla/ui/table';
import { describe, expect, it } from 'vitest';
import { tellNames, toBulkSelection } from './bulk-change.model.ts';

const filters = { search: 'ada', role: 'member', status: null } as const;

describe('who is changed', () => {
	it('is who was ticked by name, whatever the list shows now', () => {
		expect(toBulkSelection(selectRows(noRows, ['a', 'b'], true), filters)).toEqual({ ids: ['a', 'b'] });
	});

	it('is all who fit the list', () => {
		expect(toBulkSelection(allRows, filters)).toEqual({ search: 'ada', role: 'member' });
	});

	it('is not who was ticked off', () => {
		expect(toBulkSelection(selectRows(allRows, ['a'], false), filters)).toEqual({
			search: 'ada',
			role: 'member',
			except: ['a'],
		});
	});

	it('is everybody where nothing narrows the list', () => {
		expect(toBulkSelection(allRows, { search: '', role: null, status: null })).toEqual({});
	});
});

describe('names before a question', () => {
	it('are all told where they are few', () => {
		expect(tellNames(['A', 'B', 'C', 'D'])).toEqual({ names: ['A', 'B', 'C', 'D'], others: 0 });
	});

	it('are counted where they are many', () => {
		expect(tellNames(['A', 'B', 'C', 'D', 'E'])).toEqual({ names: ['A', 'B', 'C'], others: 2 });
	});
});
