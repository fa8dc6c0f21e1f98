import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { AuditLog, NewAuditEntry } from '../../audit/audit-log.ts';
import type { RequestOrigin } from '../../audit/request-origin.ts';
import type { Clock } from '../../clock.ts';
import type { Schema, UserRow } from '../../database/schema.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { userUpdated } from '../change-user.ts';
import { describeChange } from '../describe-change.ts';
import type { Invitations } from '../invitations.ts';
import { type BatchPlan, emailTaken } from './plan-batch.ts';
import type { UserRowOfFile } from './read-user.ts';

export interface ApplyBatchOptions {
	plan: BatchPlan;
	/** Of new accounts: of a password that nobody knows. */
	passwordHash: string;
	invitations: Invitations;
	audit: AuditLog;
	origin: RequestOrigin;
	clock: Clock;
}

/** What a batch has done; the plan's `errors` have got those rows that somebody else was faster with. */
export interface BatchOutcome {
	created: number;
	updated: UserRow[];
}

const insert = async (
	transaction: Transaction<Schema>,
	rows: readonly UserRowOfFile[],
	{ passwordHash, clock }: ApplyBatchOptions,
): Promise<UserRow[]> => {
	if (rows.length === 0) return [];
	const now = new Date(clock.now());
	const values = rows.map(({ email, firstName, lastName, role = 'member', status = 'active' }) => ({
		id: randomUUID(),
		email,
		first_name: firstName,
		last_name: lastName,
		password_hash: passwordHash,
		role,
		status,
		created_at: now,
		updated_at: now,
		last_sign_in_at: null,
	}));
	return transaction
		.insertInto('users')
		.values(values)
		.onConflict((conflict) => conflict.column('email').doNothing())
		.returningAll()
		.execute();
};

export const applyBatch = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	options: ApplyBatchOptions,
): Promise<BatchOutcome> => {
	const { plan, invitations, audit, origin, clock } = options;
	const created = await insert(transaction, plan.creations, options);
	if (created.length < plan.creations.length) {
		const emails = new Set(created.map(({ email }) => email));
		for (const { row, email } of plan.creations)
			if (!emails.has(email)) plan.errors.push({ row, ...emailTaken(email) });
	}
	await invitations.queue(transaction, created);

	const updated: UserRow[] = [];
	const entries: NewAuditEntry[] = [];
	for (const { before, changes } of plan.updates) {
		const after = await transaction
			.updateTable('users')
			.set({ ...changes, version: before.version + 1, updated_at: new Date(clock.now()) })
			.where('id', '=', before.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		entries.push(...describeChange(origin, { before, after }));
		updated.push(after);
	}

	if (created.length > 0) {
		const privileged = created.filter(({ role }) => role === 'admin' || role === 'manager');
		const details = { count: created.length, privileged: privileged.map(({ id, role }) => ({ id, role })) };
		entries.push({ action: 'users:imported', origin, details });
		await append({ type: 'users:imported', payload: { count: created.length }, permission: 'users:read' });
	}
	await audit.record(transaction, ...entries);
	await append(updated.map(userUpdated));
	return { created: created.length, updated };
};
