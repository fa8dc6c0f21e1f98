import { rolePermissions, type User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { mayEdit } from './may-edit.ts';

const [admin, manager, member] = [
	buildUser({ role: 'admin' }),
	buildUser({ role: 'manager' }),
	buildUser({ role: 'member' }),
];
const as = ({ id, role }: User) => ({ id, permissions: rolePermissions[role] });

it.each([
	['a member', member, member, 'name', true],
	['a member', member, manager, 'name', false],
	['a member', member, member, 'status', false],
	['a manager', manager, member, 'name', true],
	['a manager', manager, member, 'status', true],
	['a manager', manager, member, 'role', false],
	['a manager', manager, admin, 'name', false],
	['an administrator', admin, member, 'role', true],
	['an administrator', admin, manager, 'email', false],
] as const)('lets %s edit what the server would', (_, who, whom, column, may) => {
	expect(mayEdit(as(who), whom, column)).toBe(may);
});
