import { describe, expect, it } from 'vitest';
import { allRows, countSelected, isRowSelected, noRows, selectRows } from './row-selection.ts';

describe('a selection by name', () => {
	it('holds what was ticked and not what was not', () => {
		const selection = selectRows(noRows, ['a', 'b'], true);
		expect(isRowSelected(selection, 'a')).toBe(true);
		expect(isRowSelected(selection, 'c')).toBe(false);
		expect(countSelected(selection, 100)).toBe(2);
	});

	it('lets go of what is ticked off', () => {
		expect(selectRows(selectRows(noRows, ['a', 'b'], true), ['a'], false)).toEqual({
			kind: 'some',
			keys: new Set(['b']),
		});
	});

	it('is the same value when nothing changed', () => {
		const selection = selectRows(noRows, ['a'], true);
		expect(selectRows(selection, ['a'], true)).toBe(selection);
		expect(selectRows(selection, ['z'], false)).toBe(selection);
	});
});

describe('a selection of all', () => {
	it('holds rows that nobody has seen', () => {
		expect(isRowSelected(allRows, 'never loaded')).toBe(true);
		expect(countSelected(allRows, 100_000)).toBe(100_000);
	});

	it('leaves out what is ticked off, and takes it back', () => {
		const selection = selectRows(allRows, ['a'], false);
		expect(isRowSelected(selection, 'a')).toBe(false);
		expect(countSelected(selection, 100_000)).toBe(99_999);
		expect(selectRows(selection, ['a'], true)).toEqual(allRows);
	});

	it('never counts less than nothing when the list has become shorter', () => {
		expect(countSelected(selectRows(allRows, ['a', 'b'], false), 1)).toBe(0);
	});
});
