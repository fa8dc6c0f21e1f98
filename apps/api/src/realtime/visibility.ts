import type { Subject } from '../auth/subject.ts';
import type { EventRow } from '../database/schema.ts';

/** An event reaches those with its permission and the person its subject belongs to. */
export const maySee = (subject: Subject, event: Pick<EventRow, 'permission' | 'owner_id'>): boolean =>
	event.owner_id === subject.userId ||
	(event.permission !== null && subject.can(event.permission as Parameters<Subject['can']>[0]));
