import * as z from 'zod/mini';
import { role } from '../auth/permissions.ts';
import { id } from '../http/fields.ts';
import { personName, userStatus } from './user.ts';

/** People that one bulk request may name. */
export const maximumBulkUsers = 1000;

/** Who a bulk request is about: 1 to 1,000 ids. One that is named twice counts once. */
const userIds = z.array(id).check(z.minLength(1), z.maxLength(maximumBulkUsers));

/** The same change for all of them: it happens to everybody or to nobody. */
export const bulkUpdateUsersBody = z.strictObject({
	userIds,
	/** No address: two people cannot have the same one. */
	updates: z
		.strictObject({
			firstName: z.optional(personName),
			lastName: z.optional(personName),
			/** Needs `users:update-role`. */
			role: z.optional(role),
			status: z.optional(userStatus),
		})
		.check(
			z.refine(
				(updates) => Object.values(updates).some((value) => value !== undefined),
				'At least one field is needed.',
			),
		),
});
export type BulkUpdateUsersBody = z.input<typeof bulkUpdateUsersBody>;

export const bulkDeleteUsersBody = z.strictObject({ userIds });
export type BulkDeleteUsersBody = z.input<typeof bulkDeleteUsersBody>;
