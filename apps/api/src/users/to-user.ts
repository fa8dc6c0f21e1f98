import { avatarAddress, type User } from '@flotilla/contracts';
import type { UserRow } from '../database/schema.ts';

export const toUser = (row: UserRow): User => ({
	id: row.id,
	email: row.email,
	firstName: row.first_name,
	lastName: row.last_name,
	role: row.role,
	status: row.status,
	emailVerified: row.email_verified,
	version: row.version,
	createdAt: row.created_at.toISOString(),
	updatedAt: row.updated_at.toISOString(),
	lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
	avatarUrl: row.avatar_id === null ? null : avatarAddress(row.id, row.avatar_id),
});
