import type { AuditAction, AuditEntry, AuditSubjectType, User } from '@flotilla/contracts';

export interface FakeAct {
	action: AuditAction;
	/** Who did it; null when nobody was signed in. */
	actor: User | null;
	subject?: { type: AuditSubjectType; id: string };
	details?: Record<string, unknown>;
}

/** An entry of the audit log, as the server writes it. */
export const toAuditEntry = ({ action, actor, subject, details = {} }: FakeAct): AuditEntry => ({
	id: crypto.randomUUID(),
	at: new Date().toISOString(),
	action,
	actorId: actor?.id ?? null,
	actorName: actor === null ? null : `${actor.firstName} ${actor.lastName}`,
	subjectType: subject?.type ?? null,
	subjectId: subject?.id ?? null,
	ip: '192.0.2.1',
	requestId: null,
	details,
});
