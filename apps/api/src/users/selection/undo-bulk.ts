import { maximumBulkEvents, type UndoneBulk } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type SqlBool, sql, type Transaction } from 'kysely';
import { countWritten } from '../../database/count-written.ts';
import type { Schema, UserRow } from '../../database/schema.ts';
import type { UrlSigner } from '../../files/signed-url.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { bringBackUsers } from '../../trash/bring-back-users.ts';
import { assertAdministrator, lockAdministrators } from '../administrators.ts';
import { announceRestored } from '../announce-restored.ts';
import { announceUpdates } from './announce-updates.ts';
import { recordChanges } from './record-changes.ts';
import type { Effect, SelectionContext } from './selection-context.ts';

export interface BulkUndoing extends Omit<SelectionContext, 'keeps' | 'maximumBulkSelection'> {
	token: string;
	/** What was done at this time or before stays. */
	since: Date;
	signer: UrlSigner;
}

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Gives people who are still as the operation left them what they had before. Answers how many, and whose sessions ended. */
const undoUpdate = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ token: operation, subject, sessions, audit, origin, now }: BulkUndoing,
): Promise<{ restored: number; ended: readonly string[] }> => {
	await lockAdministrators(transaction, 0);
	const theirs = sql`bulk_updates where operation = ${operation}::uuid`;
	await sql`
		select count(*) from (
			select from users where id in (select user_id from ${theirs}) order by id for update
		) as locked
	`.execute(transaction);
	await sql`
		delete from ${theirs}
			and not exists (select from users where users.id = user_id and users.version = bulk_updates.version)
	`.execute(transaction);
	const restoring = sql`bulk_updates join users on users.id = user_id where operation = ${operation}::uuid`;
	// As when they are changed: roles, and whatever an administrator is, are for those who give roles.
	const touchesRoles = await sql`
		select from ${restoring} and (users.role <> bulk_updates.role or users.role = 'admin') limit 1
	`.execute(transaction);
	if (touchesRoles.rows.length > 0 && !subject.can('users:update-role')) throw createHttpError('FORBIDDEN');
	await recordChanges(transaction, { operation, before: 'users', audit, origin });
	const restored = await countWritten(
		transaction,
		sql`
			update users set first_name = bulk_updates.first_name, last_name = bulk_updates.last_name,
				role = bulk_updates.role, status = bulk_updates.status,
				version = users.version + 1, updated_at = ${now}::timestamptz
			from bulk_updates where operation = ${operation}::uuid and users.id = user_id`,
	);
	await assertAdministrator(transaction);
	await announceUpdates(transaction, append, { operation, changed: restored, now });
	const inactive = sql<string>`select user_id from ${theirs} and status <> 'active'`;
	const ended = await sessions.endOfMany(transaction, append, inactive, subject.userId);
	await sql`delete from ${theirs}`.execute(transaction);
	return { restored, ended };
};

const undoRemoval = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ token: operation, audit, origin, since, signer }: BulkUndoing,
): Promise<number> => {
	const which = sql<SqlBool>`deleted_users.operation = ${operation}::uuid and deleted_users.deleted_at > ${since}::timestamptz`;
	await sql`
		select count(*) from (select from deleted_users where ${which} order by id for update) as locked
	`.execute(transaction);
	return bringBackUsers(transaction, which, async (count, back) => {
		await audit.recordMany(transaction, {
			action: 'users:restored',
			origin,
			subjectType: 'user',
			subjects: sql`select id::text as subject_id, '{}'::jsonb as details from (${back}) as back`,
		});
		if (count > maximumBulkEvents) {
			const payload = { kind: 'restored', count } as const;
			await append({ type: 'users:bulk-changed', payload, permission: 'users:read' });
		} else {
			const { rows } = await sql<UserRow>`select * from users where id in (${back})`.execute(transaction);
			await announceRestored(transaction, append, { rows, signer });
		}
	});
};

/**
 * Takes back what was done to a selection. Throws `HttpError` UNDO_EXPIRED, FORBIDDEN when the caller could not do it
 * any more, or LAST_ADMIN.
 */
export const undoBulk = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	undoing: BulkUndoing,
): Promise<Effect<UndoneBulk>> => {
	const { token, subject, since, audit, origin } = undoing;
	const operation = isUuid.test(token)
		? await transaction
				.deleteFrom('bulk_operations')
				.where('id', '=', token)
				.where('actor_id', '=', subject.userId)
				.where('created_at', '>', since)
				.returning(['kind', 'changed'])
				.executeTakeFirst()
		: undefined;
	if (operation === undefined) throw createHttpError('UNDO_EXPIRED');
	if (operation.kind === 'remove' && !subject.can('users:delete')) throw createHttpError('FORBIDDEN');
	const { restored, ended } =
		operation.kind === 'update'
			? await undoUpdate(transaction, append, undoing)
			: { restored: await undoRemoval(transaction, append, undoing), ended: [] };
	const answer = { restored, changedSince: operation.changed - restored };
	await audit.record(transaction, {
		action: 'users:bulk-undone',
		origin,
		details: { kind: operation.kind, ...answer },
	});
	return { answer, ended };
};
