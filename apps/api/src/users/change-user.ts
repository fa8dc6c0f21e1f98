import type { Role, UserStatus } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';
import type { UserRow } from '../database/schema.ts';
import type { NewEvent } from '../realtime/event-log.ts';
import { toUser } from './to-user.ts';

export interface WantedUser {
	email?: string | undefined;
	firstName?: string | undefined;
	lastName?: string | undefined;
	role?: Role | undefined;
	status?: UserStatus | undefined;
}

export type UserChanges = Partial<Pick<UserRow, 'email' | 'first_name' | 'last_name' | 'role' | 'status'>>;

/** What of `wanted` differs from `row`: a form that sends all of its fields changes what it changed. */
export const findChanges = (row: UserRow, { email, firstName, lastName, role, status }: WantedUser): UserChanges => {
	const columns = { email, first_name: firstName, last_name: lastName, role, status };
	return Object.fromEntries(
		Object.entries(columns).filter(([key, value]) => value !== undefined && value !== row[key as keyof typeof columns]),
	);
};

export const isEmpty = (changes: UserChanges): boolean => Object.keys(changes).length === 0;

/**
 * Everybody may change their own name; anything else needs `users:update`; a role needs
 * `users:update-role`, and so does an administrator's address or status, which would
 * otherwise be a way to become one.
 */
export const mayChange = (subject: Subject, row: UserRow, changes: UserChanges): boolean => {
	const changed = Object.keys(changes);
	const isName = changed.every((field) => field === 'first_name' || field === 'last_name');
	if (isName && (row.id === subject.userId || changed.length === 0)) return true;
	const touchesRole = changes.role !== undefined || row.role === 'admin';
	return subject.can('users:update') && (!touchesRole || subject.can('users:update-role'));
};

/** Whether somebody without `users:update-role` may give it to a new account. */
export const mayGiveRole = (subject: Subject, role: Role): boolean =>
	role === 'member' || role === 'viewer' || subject.can('users:update-role');

export const userUpdated = (row: UserRow): NewEvent => ({
	type: 'users:updated',
	payload: { user: toUser(row) },
	permission: 'users:read',
});
