import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { changesBetween, fieldsOf } from './profile-fields.ts';

const base = fieldsOf(buildUser({ firstName: 'Ada', lastName: 'Lovelace', role: 'member' }));

it('only what differs is sent, trimmed', () => {
	const typed = { ...base, firstName: ' Augusta ', lastName: 'Lovelace ', role: 'admin' as const };
	expect(changesBetween(base, typed)).toEqual({ firstName: 'Augusta', role: 'admin' });
});

it('a field that was emptied is a change, to be refused by the schema', () => {
	expect(changesBetween(base, { ...base, firstName: '  ' })).toEqual({ firstName: '' });
});
