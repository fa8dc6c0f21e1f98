import type { Permission, User } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../profile-form/profile-fields.ts';
import { baseOf, editableFields, isDirty, settle } from './edit-user.model.ts';

const ada = {
	id: '0198c0de-0000-7000-8000-000000000001',
	email: 'ada@flotilla.test',
	firstName: 'Ada',
	lastName: 'Lovelace',
	role: 'member',
	status: 'active',
	emailVerified: true,
	version: 3,
	createdAt: '2026-01-01T00:00:00.000Z',
	updatedAt: '2026-01-01T00:00:00.000Z',
	lastSignInAt: null,
	avatarUrl: null,
} as const satisfies User;
const typed = fieldsOf(ada);

const holding = (id: string, ...permissions: Permission[]) => ({ id, permissions });

describe('editableFields', () => {
	it('is the name on one’s own profile', () => {
		expect([...editableFields(ada, holding(ada.id))]).toEqual(['firstName', 'lastName']);
	});

	it('is nothing on anybody else’s', () => {
		expect(editableFields(ada, holding('somebody else'))).toEqual(new Set());
	});

	it('is everything but the role with users:update', () => {
		expect(editableFields(ada, holding('somebody else', 'users:update'))).toEqual(
			new Set(['firstName', 'lastName', 'email', 'status']),
		);
	});

	it('is the role as well with its own permission, and not by that alone', () => {
		expect(editableFields(ada, holding('somebody else', 'users:update', 'users:update-role'))).toContain('role');
		expect(editableFields(ada, holding('somebody else', 'users:update-role'))).toEqual(new Set());
	});

	it('is nothing of an administrator to who may not give roles', () => {
		expect(editableFields({ ...ada, role: 'admin' }, holding('somebody else', 'users:update'))).toEqual(new Set());
	});
});

describe('a form over a person', () => {
	it('is clean again when the old value is typed back, whatever the space around it', () => {
		expect(isDirty(ada, { ...typed, firstName: 'Augusta' })).toBe(true);
		expect(isDirty(ada, { ...typed, firstName: ' Ada ' })).toBe(false);
	});

	it('follows the person while nothing was typed', () => {
		const newer = { ...ada, lastName: 'King', version: 4 };
		expect(baseOf(ada, typed, newer)).toBe(newer);
	});

	it('keeps the version it began with once something was typed, so that a lost update is noticed', () => {
		const newer = { ...ada, lastName: 'King', version: 4 };
		expect(baseOf(ada, { ...typed, firstName: 'Augusta' }, newer)).toBe(ada);
	});

	it('never carries over to another person', () => {
		const other = { ...ada, id: 'another' };
		expect(baseOf(ada, { ...typed, firstName: 'Augusta' }, other)).toBe(other);
	});

	it('keeps what was typed while a save was on its way, and nothing of what was sent', () => {
		const sent = { ...typed, email: 'ADA@King.test', lastName: 'King' };
		const current = { ...sent, lastName: 'King-Noel' };
		const saved = { ...ada, email: 'ada@king.test', lastName: 'King', version: 4 };
		expect(settle(current, sent, saved)).toEqual({ ...typed, email: 'ada@king.test', lastName: 'King-Noel' });
	});
});
