import type { AuditLog } from '../../audit/audit-log.ts';
import type { RequestOrigin } from '../../audit/request-origin.ts';
import type { Sessions } from '../../auth/sessions.ts';
import type { Subject } from '../../auth/subject.ts';

/** What whatever is done to a selection needs. */
export interface SelectionContext {
	subject: Subject;
	sessions: Sessions;
	audit: AuditLog;
	origin: RequestOrigin;
	now: Date;
	/** Whether it can be taken back: see `Trash`. */
	keeps: boolean;
	/** See `Settings`. */
	maximumBulkSelection: number;
}

/** What an act on many came to, once it is stored. */
export interface Effect<T> {
	answer: T;
	/** Sessions whose end is to be announced. */
	ended: readonly string[];
}
