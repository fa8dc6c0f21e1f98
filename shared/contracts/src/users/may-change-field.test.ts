import { expect, it } from 'vitest';
import { type Permission, type Role, rolePermissions } from '../auth/permissions.ts';
import { mayChangeField, type UserField } from './may-change-field.ts';
import { updateUserBody } from './user.ts';

const all = Object.keys(updateUserBody.shape) as UserField[];
const names: readonly UserField[] = ['firstName', 'lastName'];
const fieldsFor = (permissions: readonly Permission[], isSelf: boolean, role: Role) =>
	new Set(all.filter((field) => mayChangeField((permission) => permissions.includes(permission), isSelf, role, field)));

it.each([
	['a member', 'themselves', 'member', true, 'member', names],
	['a member', 'a manager', 'member', false, 'manager', []],
	['a manager', 'a member', 'manager', false, 'member', [...names, 'email', 'status']],
	['a manager', 'themselves', 'manager', true, 'manager', [...names, 'email', 'status']],
	['a manager', 'an administrator', 'manager', false, 'admin', []],
	['an administrator', 'a member', 'admin', false, 'member', all],
	['an administrator', 'another administrator', 'admin', false, 'admin', all],
] as const)('%s may change of %s what their role says', (_, __, who, isSelf, whom, fields) => {
	expect(fieldsFor(rolePermissions[who], isSelf, whom)).toEqual(new Set(fields));
});

it('an administrator who may not give roles any more has their name left', () => {
	expect(fieldsFor(['users:update'], true, 'admin')).toEqual(new Set(names));
});

it('giving roles alone changes nothing', () => {
	expect(fieldsFor(['users:update-role'], false, 'member')).toEqual(new Set());
});
