import { randomUUID } from 'node:crypto';
import type { BulkOutcome } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type SqlBool, sql, type Transaction } from 'kysely';
import { countWritten } from '../../database/count-written.ts';
import type { Schema } from '../../database/schema.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { assertAdministrator, lockAdministrators } from '../administrators.ts';
import type { WantedUser } from '../change-user.ts';
import { announceUpdates } from './announce-updates.ts';
import { recordChanges } from './record-changes.ts';
import type { Effect, SelectionContext } from './selection-context.ts';
import { assertNotTooMany, countUsers, type Selection, whereSelected } from './where-selected.ts';

export interface SelectionUpdate extends SelectionContext {
	selection: Selection;
	wanted: Omit<WantedUser, 'email'>;
}

/**
 * Changes all who fit and may be changed, by the database alone: they may be very many. Throws `HttpError` FORBIDDEN,
 * SELECTION_TOO_LARGE or LAST_ADMIN.
 */
export const updateSelection = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ selection, wanted, ...context }: SelectionUpdate,
): Promise<Effect<BulkOutcome>> => {
	const { subject, sessions, audit, origin, now, keeps, maximumBulkSelection } = context;
	if (wanted.role !== undefined && !subject.can('users:update-role')) throw createHttpError('FORBIDDEN');
	const columns = {
		first_name: wanted.firstName,
		last_name: wanted.lastName,
		role: wanted.role,
		status: wanted.status,
	};
	const changes = Object.entries(columns).filter(([, value]) => value !== undefined);
	const mattersToAll = wanted.role !== undefined || wanted.status !== undefined;
	if (mattersToAll) await lockAdministrators(transaction, 0);

	const selected = whereSelected(selection);
	await assertNotTooMany(transaction, selected, maximumBulkSelection);
	const differing = (names: readonly string[]) => {
		const found = changes.filter(([name]) => names.includes(name));
		return found.length === 0
			? sql<SqlBool>`false`
			: sql<SqlBool>`(${sql.join(
					found.map(([name, value]) => sql`${sql.ref(name)} <> ${value}::text`),
					sql` or `,
				)})`;
	};
	const differs = differing(Object.keys(columns));
	// Nobody shuts themselves out with everybody else, and administrators are for those who give roles.
	const isOwn = sql<SqlBool>`(id = ${subject.userId}::uuid and ${differing(['role', 'status'])})`;
	const mayNot = subject.can('users:update-role') ? isOwn : sql<SqlBool>`(${isOwn} or role = 'admin')`;
	const skipped = await countUsers(transaction, sql<SqlBool>`${selected} and ${differs} and ${mayNot}`);

	const operation = randomUUID();
	const changed = await countWritten(
		transaction,
		sql`
			insert into bulk_updates (operation, user_id, version, first_name, last_name, role, status)
			select ${operation}::uuid, id, version + 1, first_name, last_name, role, status
			from (
				select * from users where ${selected} and ${differs} and not ${mayNot} order by id for update
			) as users`,
	);
	if (changed === 0) return { answer: { changed, skipped, undo: null }, ended: [] };

	const assignments = changes.map(([name, value]) => sql`${sql.ref(name)} = ${value}::text`);
	await sql`
		update users set ${sql.join(assignments)}, version = users.version + 1, updated_at = ${now}::timestamptz
		from bulk_updates where operation = ${operation}::uuid and users.id = user_id
	`.execute(transaction);
	if (mattersToAll) await assertAdministrator(transaction);
	await recordChanges(transaction, { operation, before: 'bulk_updates', audit, origin });
	await announceUpdates(transaction, append, { operation, changed, now });
	const people = sql<string>`select user_id from bulk_updates where operation = ${operation}::uuid`;
	const ended =
		wanted.status === 'inactive' ? await sessions.endOfMany(transaction, append, people, subject.userId) : [];
	if (keeps) {
		const kept = { id: operation, kind: 'update', actor_id: subject.userId, changed, created_at: now } as const;
		await transaction.insertInto('bulk_operations').values(kept).execute();
	} else {
		// How they were has been told by now.
		await transaction.deleteFrom('bulk_updates').where('operation', '=', operation).execute();
	}
	return { answer: { changed, skipped, undo: keeps ? operation : null }, ended };
};
