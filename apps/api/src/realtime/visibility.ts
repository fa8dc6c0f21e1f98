import type { Permission, Role } from '@flotilla/contracts';
import { roleCan } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';

/** Whom an event of the log is for. */
export interface Visible {
	/** People with this permission; null: nobody by permission. */
	permission: string | null;
	/** People of these roles as well. */
	roles?: readonly string[] | null;
	/** And this person. */
	owner_id: string | null;
}

/** Whether everybody of this role sees the event. */
export const roleMaySee = (role: Role, { permission, roles }: Visible): boolean =>
	roles?.includes(role) === true || (permission !== null && roleCan(role, permission as Permission));

/** An event reaches those with its permission or one of its roles, and the person its subject belongs to. */
export const maySee = (subject: Pick<Subject, 'userId' | 'role'>, event: Visible): boolean =>
	event.owner_id === subject.userId || roleMaySee(subject.role, event);
