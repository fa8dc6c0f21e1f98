import { type Permission, rolePermissions, type User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { profileFields } from '../profile-form/profile-fields.ts';
import { mayChangeField } from './may-change-field.ts';

const admin = buildUser({ role: 'admin' });
const other = buildUser({ role: 'admin' });
const manager = buildUser({ role: 'manager' });
const member = buildUser({ role: 'member' });

const names = ['firstName', 'lastName'];
const fieldsFor = (id: string, permissions: readonly Permission[], whom: User) =>
	profileFields.filter((field) => mayChangeField({ id, permissions }, whom, field));

it.each([
	['a member', 'themselves', member, member, names],
	['a member', 'a manager', member, manager, []],
	['a manager', 'a member', manager, member, [...names, 'email', 'status']],
	['a manager', 'themselves', manager, manager, [...names, 'email', 'status']],
	['a manager', 'an administrator', manager, admin, []],
	['an administrator', 'a member', admin, member, profileFields],
	['an administrator', 'another administrator', admin, other, profileFields],
] as const)('%s may change of %s what the server would let them', (_, __, who, whom, fields) => {
	expect(fieldsFor(who.id, rolePermissions[who.role], whom)).toEqual(fields);
});

it('an administrator who may not give roles any more has their name left', () => {
	expect(fieldsFor(admin.id, ['users:update'], admin)).toEqual(names);
});

it('giving roles alone changes nothing: the server asks for users:update too', () => {
	expect(fieldsFor(admin.id, ['users:update-role'], member)).toEqual([]);
});
