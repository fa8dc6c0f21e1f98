import type { Permission, Role } from '@flotilla/contracts';
import { roleCan } from '@flotilla/contracts';

/** Who is asking. */
export interface Subject {
	userId: string;
	sessionId: string;
	role: Role;
	can(permission: Permission): boolean;
}

export const createSubject = ({ userId, sessionId, role }: Omit<Subject, 'can'>): Subject => ({
	userId,
	sessionId,
	role,
	can: (permission) => roleCan(role, permission),
});
