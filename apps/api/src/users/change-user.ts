import { mayChangeField, type Role, type UserField, type UserStatus } from '@flotilla/contracts';
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

const fieldOf = {
	email: 'email',
	first_name: 'firstName',
	last_name: 'lastName',
	role: 'role',
	status: 'status',
} as const satisfies Record<keyof UserChanges, UserField>;

export const mayChange = ({ userId, can }: Subject, { id, role }: UserRow, changes: UserChanges): boolean =>
	(Object.keys(changes) as (keyof UserChanges)[]).every((column) =>
		mayChangeField(can, id === userId, role, fieldOf[column]),
	);

/** Whether somebody without `users:update-role` may give it to a new account. */
export const mayGiveRole = (subject: Subject, role: Role): boolean =>
	role === 'member' || role === 'viewer' || subject.can('users:update-role');

export const userUpdated = (row: UserRow): NewEvent => ({
	type: 'users:updated',
	payload: { user: toUser(row) },
	permission: 'users:read',
});
