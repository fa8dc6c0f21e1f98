import type { ImportRowError, ImportUsersQuery } from '@flotilla/contracts';
import type { Transaction } from 'kysely';
import type { Subject } from '../../auth/subject.ts';
import type { Schema, UserRow } from '../../database/schema.ts';
import { type Administrators, isActiveAdmin } from '../administrators.ts';
import { findChanges, isEmpty, mayChange, mayGiveRole, type UserChanges } from '../change-user.ts';
import type { UserRowOfFile } from './read-user.ts';

/** What a few rows of the file would do. */
export interface BatchPlan {
	creations: UserRowOfFile[];
	updates: { before: UserRow; changes: UserChanges }[];
	/** Rows whose account stays as it is. */
	skipped: number;
	errors: ImportRowError[];
}

export interface PlanBatchOptions {
	rows: readonly UserRowOfFile[];
	subject: Subject;
	onExisting: NonNullable<ImportUsersQuery['onExisting']>;
	/** Rows of the file so far, by address; these are added. */
	seen: Map<string, number>;
	administrators: Administrators;
}

/** Reads only, but locks the accounts it means to change. */
export const planBatch = async (
	transaction: Transaction<Schema>,
	{ rows, subject, onExisting, seen, administrators }: PlanBatchOptions,
): Promise<BatchPlan> => {
	const plan: BatchPlan = { creations: [], updates: [], skipped: 0, errors: [] };
	const fail = ({ row }: UserRowOfFile, error: Omit<ImportRowError, 'row'>) => plan.errors.push({ row, ...error });
	const existing = await findExisting(transaction, rows, onExisting === 'update');

	const planUpdate = (row: UserRowOfFile, before: UserRow): void => {
		const changes = findChanges(before, row);
		if (isEmpty(changes)) {
			plan.skipped += 1;
			return;
		}
		if (!mayChange(subject, before, changes)) {
			return void fail(row, { code: 'FORBIDDEN', message: 'You may not change this account in this way.' });
		}
		const after = { ...before, ...changes };
		if (isActiveAdmin(before) && !isActiveAdmin(after) && !administrators.letGo()) {
			return void fail(row, { code: 'LAST_ADMIN', message: 'The last administrator stays one.' });
		}
		if (!isActiveAdmin(before) && isActiveAdmin(after)) administrators.arrive();
		plan.updates.push({ before, changes });
	};

	for (const row of rows) {
		const { email, role = 'member' } = row;
		const earlier = seen.get(email);
		seen.set(email, earlier ?? row.row);
		const before = existing.get(email);
		if (earlier !== undefined) {
			fail(row, {
				field: 'email',
				code: 'DUPLICATE_ROW',
				message: `Row ${earlier} has the same address.`,
				value: email,
			});
		} else if (before === undefined) {
			if (mayGiveRole(subject, role)) plan.creations.push(row);
			else fail(row, { field: 'role', code: 'FORBIDDEN', message: 'You may not give this role.', value: role });
		} else if (onExisting === 'error') fail(row, emailTaken(email));
		else if (onExisting === 'skip') plan.skipped += 1;
		else planUpdate(row, before);
	}
	return plan;
};

export const emailTaken = (email: string): Omit<ImportRowError, 'row'> => ({
	field: 'email',
	code: 'EMAIL_TAKEN',
	message: 'There is an account with this address already.',
	value: email,
});

const findExisting = async (
	transaction: Transaction<Schema>,
	rows: readonly UserRowOfFile[],
	lock: boolean,
): Promise<Map<string, UserRow>> => {
	if (rows.length === 0) return new Map();
	const emails = rows.map(({ email }) => email);
	const query = transaction.selectFrom('users').selectAll().where('email', 'in', emails).orderBy('id');
	const found = await (lock ? query.forUpdate() : query).execute();
	return new Map(found.map((row) => [row.email, row]));
};
