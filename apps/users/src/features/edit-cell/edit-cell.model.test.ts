import { buildUser } from '@flotilla/testing';
import { describe, expect, it } from 'vitest';
import { toChanges } from './edit-cell.model.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace', role: 'member' });

describe('what a cell changes', () => {
	it('is only what differs', () => {
		expect(toChanges(ada, { firstName: 'Ada', lastName: 'King' })).toEqual({ lastName: 'King' });
		expect(toChanges(ada, { role: 'manager' })).toEqual({ role: 'manager' });
	});

	it('is nothing when spaces were typed around a name', () => {
		expect(toChanges(ada, { firstName: ' Ada ', lastName: 'Lovelace' })).toEqual({});
	});

	it.each(['', '   ', 'x'.repeat(101)])('is not saved with %j as a name', (firstName) => {
		expect(toChanges(ada, { firstName, lastName: 'Lovelace' })).toBeNull();
	});
});
