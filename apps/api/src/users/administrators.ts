import type { Role, UserStatus } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { sql, type Transaction } from 'kysely';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { Schema } from '../database/schema.ts';

export const isActiveAdmin = ({ role, status }: { role: Role; status: UserStatus }): boolean =>
	role === 'admin' && status === 'active';

/** Keeps one active administrator, however many go at once. */
export interface Administrators {
	/** Whether one of them may go; counts them as gone then. */
	letGo(): boolean;
	/** Counts one more. */
	arrive(): void;
}

/** Throws `HttpError` LAST_ADMIN when no active administrator is left. Whoever changes many has held the lock so far. */
export const assertAdministrator = async (transaction: Transaction<Schema>): Promise<void> => {
	const found = await sql`select from users where role = 'admin' and status = 'active' limit 1`.execute(transaction);
	if (found.rows.length === 0) throw createHttpError('LAST_ADMIN');
};

/**
 * Looks whether more than `leaving` active administrators are there. From here to the end of the
 * transaction nobody else takes the role from anybody: two must not demote each other at once.
 * Call it before rows are locked.
 */
export const lockAdministrators = async (
	transaction: Transaction<Schema>,
	leaving: number,
): Promise<Administrators> => {
	await lockUntilEnd(transaction, 'administrators');
	const found = await sql`
		select id from users where role = 'admin' and status = 'active' limit ${leaving + 1}`.execute(transaction);
	let count = found.rows.length;
	return {
		letGo() {
			if (count <= 1) return false;
			count -= 1;
			return true;
		},
		arrive() {
			count += 1;
		},
	};
};
