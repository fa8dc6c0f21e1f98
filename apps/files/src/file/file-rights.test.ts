import { rolePermissions } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { mayRemove, mayRename } from './file-rights.ts';

const mine = { ownerId: 'me' };
const theirs = { ownerId: 'them' };
const me = (role: keyof typeof rolePermissions) => ({ id: 'me', permissions: rolePermissions[role] });

describe('mayRemove', () => {
	it('lets an administrator remove anything', () => {
		expect(mayRemove(theirs, me('admin'))).toBe(true);
	});

	it.each(['manager', 'member'] as const)('lets a %s remove their own files only', (role) => {
		expect(mayRemove(mine, me(role))).toBe(true);
		expect(mayRemove(theirs, me(role))).toBe(false);
	});

	it('lets a viewer remove nothing', () => {
		expect(mayRemove(mine, me('viewer'))).toBe(false);
	});

	it('lets nobody remove anything who is not signed in', () => {
		expect(mayRemove(mine, { id: undefined, permissions: [] })).toBe(false);
	});
});

describe('mayRename', () => {
	it('lets an administrator name anything', () => {
		expect(mayRename(theirs, me('admin'))).toBe(true);
	});

	it('lets a member name their own files only', () => {
		expect([mayRename(mine, me('member')), mayRename(theirs, me('member'))]).toEqual([true, false]);
	});

	it('lets a viewer name nothing', () => {
		expect(mayRename(mine, me('viewer'))).toBe(false);
	});
});
