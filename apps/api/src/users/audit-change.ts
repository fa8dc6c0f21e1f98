import type { Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Schema, UserRow } from '../database/schema.ts';

const fields = { email: 'email', first_name: 'firstName', last_name: 'lastName' } as const;

/** Writes down what differs between two states of a person: a role and a status with both values, the rest by name. */
export const auditChange = async (
	transaction: Transaction<Schema>,
	{ audit, origin, before, after }: { audit: AuditLog; origin: RequestOrigin; before: UserRow; after: UserRow },
): Promise<void> => {
	const subject = { type: 'user', id: after.id } as const;
	const changed = Object.entries(fields).flatMap(([column, field]) =>
		before[column as keyof typeof fields] === after[column as keyof typeof fields] ? [] : [field],
	);
	if (changed.length > 0) {
		await audit.record(transaction, { action: 'users:updated', origin, subject, details: { fields: changed } });
	}
	if (before.role !== after.role) {
		const details = { from: before.role, to: after.role };
		await audit.record(transaction, { action: 'users:role-changed', origin, subject, details });
	}
	if (before.status !== after.status) {
		const details = { from: before.status, to: after.status };
		await audit.record(transaction, { action: 'users:status-changed', origin, subject, details });
	}
};
