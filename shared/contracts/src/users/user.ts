import * as z from 'zod/mini';
import { role } from '../auth/permissions.ts';
import { pageCursors, pagination } from '../http/envelope.ts';
import { cursor, email, id, instant, pageQuery, searchWords, text } from '../http/fields.ts';

export const userStatuses = ['active', 'inactive'] as const;
export const userStatus = z.enum(userStatuses);
export type UserStatus = z.infer<typeof userStatus>;

/** A given or family name: 1 to 100 characters after trimming. */
export const personName = text({ minimum: 1, maximum: 100 });

export const user = z.object({
	id,
	email: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	role,
	status: userStatus,
	emailVerified: z.boolean(),
	/** Grows by one with each change; sent back as `If-Match: "<version>"`. */
	version: z.int(),
	createdAt: instant,
	updatedAt: instant,
	lastSignInAt: z.nullable(instant),
	/** Of their picture, a square WebP of 256 x 256 pixels, relative to the origin; null: none. Another picture has another one. */
	avatarUrl: z._default(z.nullable(z.string()), null),
});
export type User = z.infer<typeof user>;

export const userSortFields = ['name', 'email', 'role', 'status', 'createdAt', 'lastSignInAt'] as const;
export type UserSortField = (typeof userSortFields)[number];

/** What a list or an export of users is narrowed and ordered by. */
export const usersSelection = {
	/** Part of a name or of an e-mail address; at most 200 characters. Case and accents do not matter. */
	search: z.optional(searchWords),
	role: z.optional(role),
	status: z.optional(userStatus),
	/** Default `name`. Ties are broken by id, so that paging is stable. */
	sortBy: z._default(z.enum(userSortFields), 'name'),
	/** Default `asc`. */
	sortOrder: z._default(z.enum(['asc', 'desc']), 'asc'),
};

export const usersListQuery = z.object({
	...pageQuery,
	/**
	 * `next` or `previous` of an earlier slice in the same order; empty for the first one. With it the answer is a
	 * `UsersSlice`: `page` is not looked at, nothing is counted, and a slice costs the same wherever it is.
	 */
	cursor,
	...usersSelection,
});
/** Of a page; a slice is asked for with a cursor. */
export type UsersListQuery = Omit<z.input<typeof usersListQuery>, 'cursor'>;
export type UsersSliceQuery = Omit<z.input<typeof usersListQuery>, 'page' | 'cursor'> & { cursor: string };

/** What is asked for by `page`. */
export const usersList = z.object({ users: z.array(user), pagination });
export type UsersList = z.infer<typeof usersList>;

/** What is asked for by `cursor`. */
export const usersSlice = z.object({ users: z.array(user), cursors: pageCursors });
export type UsersSlice = z.infer<typeof usersSlice>;

/** Nobody chooses a password for somebody else: the person is asked by mail to set one. */
export const createUserBody = z.strictObject({
	email,
	firstName: personName,
	lastName: personName,
	/** Default `member`. Another than `member` and `viewer` needs `users:update-role`. */
	role: z._default(role, 'member'),
	/** Default `active`. */
	status: z._default(userStatus, 'active'),
});
export type CreateUserBody = z.input<typeof createUserBody>;

/** Unknown keys are refused, so that a misspelt field is an error and not a silent no-op. */
export const updateUserBody = z.strictObject({
	email: z.optional(email),
	firstName: z.optional(personName),
	lastName: z.optional(personName),
	/** Needs `users:update-role`. */
	role: z.optional(role),
	status: z.optional(userStatus),
});
export type UpdateUserBody = z.input<typeof updateUserBody>;

export const updateUserStatusBody = z.strictObject({ status: userStatus });
export const updateUserRoleBody = z.strictObject({ role });
