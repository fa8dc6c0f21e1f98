import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { RequestOrigin } from '../../audit/request-origin.ts';
import type { Schema } from '../../database/schema.ts';

export interface ChangesToRecord {
	/** The operation whose people they are. */
	operation: string;
	/** `users` and `bulk_updates`: which of the two says how they were. */
	before: 'users' | 'bulk_updates';
	audit: AuditLog;
	origin: RequestOrigin;
}

/** What the audit log holds of a change of many, person by person: as `describeChange` says it. */
export const recordChanges = async (
	transaction: Transaction<Schema>,
	{ operation, before, audit, origin }: ChangesToRecord,
): Promise<void> => {
	const [from, to] = before === 'users' ? ['users', 'bulk_updates'] : ['bulk_updates', 'users'];
	const was = (column: string) => sql.ref(`${from}.${column}`);
	const is = (column: string) => sql.ref(`${to}.${column}`);
	const differs = (column: string) => sql`${was(column)} <> ${is(column)}`;
	const people = sql`from bulk_updates join users on users.id = user_id where operation = ${operation}::uuid`;
	const subjects = (details: RawBuilder<unknown>, changed: RawBuilder<unknown>) =>
		sql`select user_id::text as subject_id, ${details} as details ${people} and (${changed})`;
	const fields = sql`jsonb_build_object('fields', to_jsonb(array_remove(array[
		case when ${differs('first_name')} then 'firstName' end,
		case when ${differs('last_name')} then 'lastName' end
	], null)))`;
	const values = (column: string) => sql`jsonb_build_object('from', ${was(column)}, 'to', ${is(column)})`;
	const record = (
		action: 'users:updated' | 'users:role-changed' | 'users:status-changed',
		details: RawBuilder<unknown>,
		changed: RawBuilder<unknown>,
	) => audit.recordMany(transaction, { action, origin, subjectType: 'user', subjects: subjects(details, changed) });

	await record('users:updated', fields, sql`${differs('first_name')} or ${differs('last_name')}`);
	await record('users:role-changed', values('role'), differs('role'));
	await record('users:status-changed', values('status'), differs('status'));
};
