import * as z from 'zod/mini';
import { id } from '../http/fields.ts';
import { maximumBulkUsers } from './bulk.ts';

/** Seconds for which what was deleted can be restored; the server's `RESTORE_WINDOW` may say otherwise. */
export const defaultRestoreWindow = 15 * 60;

/** 1 to 1,000 ids of people who were deleted within the restore window. */
export const restoreUsersBody = z.strictObject({
	userIds: z.array(id).check(z.minLength(1), z.maxLength(maximumBulkUsers)),
});
export type RestoreUsersBody = z.input<typeof restoreUsersBody>;
