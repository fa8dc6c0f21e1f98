import { buildComposition } from '@flotilla/testing';
import { expect, test } from 'vitest';
import { addressWithout, addressWithoutCohort, canariesOf } from './overrides.model.ts';

const address = { pathname: '/users', search: '?page=2&flotilla-link=abc', hash: '#top' };

test('leaving a link keeps the page, and what else is in its address', () => {
	expect(addressWithout(address, 'flotilla-link')).toBe('/users?page=2#top');
	expect(addressWithout({ ...address, search: '?flotilla-link=abc' }, 'flotilla-link')).toBe('/users#top');
});

test('leaving a cohort asks for none', () => {
	expect(addressWithoutCohort({ ...address, search: '?page=2' })).toBe('/users?page=2&flotilla-cohort=#top');
});

test('a canary counts where this page has its candidate', () => {
	const composition = buildComposition();
	const canaries = [
		{ app: 'users', version: '1.0.0', percent: 10, cohort: null },
		{ app: 'files', version: '2.0.0', percent: 10, cohort: null },
	];
	const channel = { revision: 1, compositionId: null, apps: [], canaries };
	expect(canariesOf(composition, channel).map(({ app }) => app)).toEqual(['users']);
	expect(canariesOf(composition, null)).toEqual([]);
});
