import type { Permission, Role } from '@flotilla/contracts';
import { roleCan } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';
import type { EventRow } from '../database/schema.ts';

/** Whether everybody of this role sees the event. */
export const roleMaySee = (role: Role, event: Pick<EventRow, 'permission'>): boolean =>
	roleCan(role, event.permission as Permission);

/** An event reaches those with its permission and the person its subject belongs to. */
export const maySee = (
	subject: Pick<Subject, 'userId' | 'role'>,
	event: Pick<EventRow, 'permission' | 'owner_id'>,
): boolean => event.owner_id === subject.userId || roleMaySee(subject.role, event);
