import { buildUser } from '@flotilla/testing';
import { describe, expect, it } from 'vitest';
import { baseOf, toChanges } from './edit-cell.model.ts';

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

describe('the version that a cell is saved on', () => {
	const now = { ...ada, version: 2, lastName: 'King' };

	it('is that of now when something else of the person changed', () => {
		expect(baseOf(ada, now, { role: 'viewer' }).version).toBe(2);
	});

	it('is the old one when somebody else changed the same, so that it is refused', () => {
		expect(baseOf(ada, now, { lastName: 'Byron' }).version).toBe(1);
	});
});
