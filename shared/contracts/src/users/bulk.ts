import * as z from 'zod/mini';
import { role } from '../auth/permissions.ts';
import { id, searchWords } from '../http/fields.ts';
import { personName, userStatus } from './user.ts';

/** People that one bulk request may name. */
export const maximumBulkUsers = 1000;

/** People that a selection may fit; the server's `MAXIMUM_BULK_SELECTION` may say otherwise. */
export const defaultMaximumBulkSelection = 200_000;

/** People whose change by a selection is told one by one; of more, one `users:bulk-changed` tells. */
export const maximumBulkEvents = 100;

/** Who a bulk request is about: 1 to 1,000 ids. One that is named twice counts once. */
const userIds = z.array(id).check(z.minLength(1), z.maxLength(maximumBulkUsers));

/** All who fit, as a list of the same query has them; without any field: everybody. */
export const bulkSelection = z.strictObject({
	/** As of a list. */
	search: z.optional(searchWords),
	role: z.optional(role),
	status: z.optional(userStatus),
	/** Of these alone; at most 1,000. */
	ids: z.optional(userIds),
	/** Not these; at most 1,000. */
	except: z.optional(z.array(id).check(z.maxLength(maximumBulkUsers))),
});
export type BulkSelection = z.input<typeof bulkSelection>;

const updates = z
	.strictObject({
		firstName: z.optional(personName),
		lastName: z.optional(personName),
		/** Needs `users:update-role`. */
		role: z.optional(role),
		status: z.optional(userStatus),
	})
	.check(
		z.refine((wanted) => Object.values(wanted).some((value) => value !== undefined), 'At least one field is needed.'),
	);

const namesPeople = z.refine<{ userIds?: unknown; selection?: unknown }>(
	(body) => (body.userIds === undefined) !== (body.selection === undefined),
	{ path: ['userIds'], error: 'Either userIds or a selection is needed.' },
);

/**
 * The same change for all of them; no address: two people cannot have the same one. With `userIds` it happens to
 * everybody or to nobody, and the people are answered. With `selection` it happens to all who fit and may be changed,
 * and a `BulkOutcome` is answered.
 */
export const bulkUpdateUsersBody = z
	.strictObject({ userIds: z.optional(userIds), selection: z.optional(bulkSelection), updates })
	.check(namesPeople);
type BulkUpdates = z.input<typeof updates>;
export type BulkUpdateUsersBody = { userIds: string[]; updates: BulkUpdates };
export type BulkUpdateSelectionBody = { selection: BulkSelection; updates: BulkUpdates };

export const bulkDeleteUsersBody = z
	.strictObject({ userIds: z.optional(userIds), selection: z.optional(bulkSelection) })
	.check(namesPeople);
export type BulkDeleteUsersBody = { userIds: string[] };
export type BulkDeleteSelectionBody = { selection: BulkSelection };

/** What became of a selection. */
export const bulkOutcome = z.object({
	/** People who are other than before, or gone. */
	changed: z.int(),
	/** People who fit and were left alone: the caller's own role, status and account, and whom they may not change. */
	skipped: z.int(),
	/** For `POST /users/bulk/undo`, good once, for the restore window and for who did it; null: nothing changed, or nothing is kept. */
	undo: z.nullable(z.string()),
});
export type BulkOutcome = z.infer<typeof bulkOutcome>;

export const undoBulkBody = z.strictObject({ token: z.string().check(z.minLength(1), z.maxLength(100)) });

export const undoneBulk = z.object({
	/** People who are again as they were. */
	restored: z.int(),
	/** People who were left alone: changed or deleted since, or somebody else has their address now. */
	changedSince: z.int(),
});
export type UndoneBulk = z.infer<typeof undoneBulk>;
