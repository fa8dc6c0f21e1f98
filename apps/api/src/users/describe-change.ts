import type { NewAuditEntry } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { UserRow } from '../database/schema.ts';

const fields = { email: 'email', first_name: 'firstName', last_name: 'lastName' } as const;

export interface UserChange {
	before: UserRow;
	after: UserRow;
}

/** What the audit log holds of a change: a role and a status with both values, the rest by name. */
export const describeChange = (origin: RequestOrigin, { before, after }: UserChange): NewAuditEntry[] => {
	const about = { origin, subject: { type: 'user', id: after.id } } as const;
	const changed = Object.entries(fields).flatMap(([column, field]) =>
		before[column as keyof typeof fields] === after[column as keyof typeof fields] ? [] : [field],
	);
	const entries: NewAuditEntry[] = [];
	if (changed.length > 0) entries.push({ ...about, action: 'users:updated', details: { fields: changed } });
	if (before.role !== after.role) {
		entries.push({ ...about, action: 'users:role-changed', details: { from: before.role, to: after.role } });
	}
	if (before.status !== after.status) {
		entries.push({ ...about, action: 'users:status-changed', details: { from: before.status, to: after.status } });
	}
	return entries;
};
