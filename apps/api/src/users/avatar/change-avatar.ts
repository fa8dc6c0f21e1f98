import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { RequestOrigin } from '../../audit/request-origin.ts';
import type { Subject } from '../../auth/subject.ts';
import type { Clock } from '../../clock.ts';
import type { Schema, UserRow } from '../../database/schema.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { userUpdated } from '../change-user.ts';

/** One's own; anybody's with `users:update`, and an administrator's with `users:update-role`, as their name is. */
export const mayChangeAvatar = (subject: Subject, { id, role }: Pick<UserRow, 'id' | 'role'>): boolean =>
	id === subject.userId || subject.can(role === 'admin' ? 'users:update-role' : 'users:update');

export interface AvatarChange {
	subject: Subject;
	userId: string;
	/** Null takes the picture away. */
	picture: { id: string; key: string } | null;
	audit: AuditLog;
	origin: RequestOrigin;
	clock: Clock;
}

/** Answers them before and after it. Throws `HttpError` USER_NOT_FOUND or FORBIDDEN. */
export const changeAvatar = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ subject, userId, picture, audit, origin, clock }: AvatarChange,
): Promise<{ before: UserRow; after: UserRow }> => {
	const before = await transaction
		.selectFrom('users')
		.selectAll()
		.where('id', '=', userId)
		.forUpdate()
		.executeTakeFirstOrThrow(() => createHttpError('USER_NOT_FOUND'));
	if (!mayChangeAvatar(subject, before)) throw createHttpError('FORBIDDEN');
	if (picture === null && before.avatar_id === null) return { before, after: before };
	const after = await transaction
		.updateTable('users')
		.set({
			avatar_id: picture?.id ?? null,
			avatar_key: picture?.key ?? null,
			version: before.version + 1,
			updated_at: new Date(clock.now()),
		})
		.where('id', '=', userId)
		.returningAll()
		.executeTakeFirstOrThrow();
	await audit.record(transaction, {
		action: 'users:avatar-changed',
		origin,
		subject: { type: 'user', id: userId },
		details: { removed: picture === null },
	});
	await append(userUpdated(after));
	return { before, after };
};
