import type { Subject } from '../auth/subject.ts';
import type { EventRow } from '../database/schema.ts';

/** An event reaches those with its permission or one of its roles, and the person its subject belongs to. */
export const maySee = (subject: Subject, event: Pick<EventRow, 'permission' | 'roles' | 'owner_id'>): boolean =>
	event.owner_id === subject.userId ||
	event.roles?.includes(subject.role) === true ||
	(event.permission !== null && subject.can(event.permission as Parameters<Subject['can']>[0]));
