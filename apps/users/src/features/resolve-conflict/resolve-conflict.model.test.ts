import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { fieldsOf } from '../../profile-form/profile-fields.ts';
import { choiceOf, findDifferences, isDecided, merge } from './resolve-conflict.model.ts';

const base = fieldsOf(
	buildUser({ firstName: 'Alan', lastName: 'Turing', email: 'alan@flotilla.test', role: 'member', status: 'active' }),
);
const mine = { ...base, lastName: 'Mathison ', email: 'al@flotilla.test' };
const theirs = { ...base, lastName: 'Turing OBE', role: 'manager' as const };
const differences = findDifferences({ base, mine, theirs });

it('the fields that both changed come first, and what is alike is left out', () => {
	expect(differences.map(({ field, changedBy }) => [field, changedBy])).toEqual([
		['lastName', 'both'],
		['email', 'mine'],
		['role', 'theirs'],
	]);
});

it('two people who change a field alike are no conflict', () => {
	expect(findDifferences({ base, mine: theirs, theirs })).toEqual([]);
});

it('who alone changed a field keeps the change, and where both did somebody has to choose', () => {
	const sides = differences.map((difference) => choiceOf(difference, {})?.side);
	expect(sides).toEqual([undefined, 'mine', 'theirs']);
	expect(isDecided(differences, {})).toBe(false);
	expect(isDecided(differences, { lastName: { side: 'mine', text: '' } })).toBe(true);
});

it('what is saved has each field from the side that was chosen, or as it was typed', () => {
	expect(merge(theirs, differences, { lastName: { side: 'mine', text: '' } })).toEqual({
		...base,
		lastName: 'Mathison',
		email: 'al@flotilla.test',
		role: 'manager',
	});
	expect(
		merge(theirs, differences, {
			lastName: { side: 'typed', text: ' Turing-Mathison ' },
			email: { side: 'theirs', text: '' },
			role: { side: 'mine', text: '' },
		}),
	).toEqual({ ...base, lastName: 'Turing-Mathison' });
});
