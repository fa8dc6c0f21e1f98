import * as z from 'zod/mini';
import { id, instant, queryInteger, text } from '../http/fields.ts';
import { isTimeZone } from './days.ts';

/** Every act that the audit log holds: past tense, its owner in front. */
export const auditActions = [
	'auth:registered',
	'auth:email-verified',
	'auth:signed-in',
	'auth:sign-in-failed',
	'auth:sign-in-locked',
	'auth:signed-out',
	'auth:session-revoked',
	'auth:refresh-token-reused',
	'auth:password-changed',
	'auth:password-reset',
	'users:created',
	'users:updated',
	'users:role-changed',
	'users:status-changed',
	'users:deleted',
	'users:restored',
	'users:bulk-undone',
	'users:avatar-changed',
	'users:imported',
	'users:exported',
	'files:deleted',
	'files:restored',
	'data:collection-defined',
	'data:collection-deleted',
] as const;
export const auditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditAction>;

export const auditSubjectTypes = ['user', 'session', 'file', 'collection'] as const;
export const auditSubjectType = z.enum(auditSubjectTypes);
export type AuditSubjectType = z.infer<typeof auditSubjectType>;

export const auditEntry = z.object({
	id,
	at: instant,
	action: auditAction,
	/** Who did it; null when nobody was signed in. */
	actorId: z.nullable(id),
	/** The actor's name at the time. */
	actorName: z.nullable(z.string()),
	/** What it was done to. */
	subjectType: z.nullable(auditSubjectType),
	subjectId: z.nullable(z.string()),
	/** The client's address. */
	ip: z.nullable(z.string()),
	requestId: z.nullable(z.string()),
	/** What else there is to say, by action; never a secret. */
	details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditListQuery = z.object({
	actorId: z.optional(id),
	subjectType: z.optional(auditSubjectType),
	/** At most 200 characters. */
	subjectId: z.optional(text({ minimum: 1, maximum: 200 })),
	action: z.optional(auditAction),
	/** From this instant on. */
	from: z.optional(instant),
	/** Before this instant. */
	to: z.optional(instant),
	/** `nextCursor` of the page before. */
	cursor: z.optional(z.string().check(z.maxLength(200))),
	/** Rows a page, 1 to 100. Default 20. */
	limit: queryInteger({ minimum: 1, maximum: 100, fallback: 20 }),
});
export type AuditListQuery = z.input<typeof auditListQuery>;

/** Newest first. */
export const auditList = z.object({
	entries: z.array(auditEntry),
	/** Where the next page begins; null on the last one. */
	nextCursor: z.nullable(z.string()),
});
export type AuditList = z.infer<typeof auditList>;

export const auditCountsQuery = z.object({
	actorId: z.optional(id),
	subjectType: z.optional(auditSubjectType),
	/** At most 200 characters. */
	subjectId: z.optional(text({ minimum: 1, maximum: 200 })),
	/** From this instant on. Default: 30 days before `to`. */
	from: z.optional(instant),
	/** Before this instant; at most 400 days after `from`. Default: now. */
	to: z.optional(instant),
	by: z._default(z.enum(['day']), 'day'),
	/** Whose days are meant, as an IANA name, e.g. `Europe/Berlin`. Default `UTC`. */
	timeZone: z._default(z.string().check(z.maxLength(64), z.refine(isTimeZone, 'This time zone is not known.')), 'UTC'),
});
export type AuditCountsQuery = z.input<typeof auditCountsQuery>;

/** Every day of the range in order, also those on which nothing happened. */
export const auditCounts = z.object({
	counts: z.array(
		z.object({
			/** As `2026-11-23`. */
			day: z.string(),
			count: z.int(),
		}),
	),
});
export type AuditCounts = z.infer<typeof auditCounts>;
