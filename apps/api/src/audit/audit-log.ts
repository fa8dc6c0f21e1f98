import { randomUUID } from 'node:crypto';
import type { AuditAction, AuditSubjectType } from '@flotilla/contracts';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RequestOrigin } from './request-origin.ts';

export interface NewAuditEntry {
	action: AuditAction;
	/** Who did it and from where; see `originOf`. */
	origin: RequestOrigin;
	/** What it was done to. Default: nothing in particular. */
	subject?: { type: AuditSubjectType; id: string } | undefined;
	/** What else there is to say; never a secret. Default `{}`. */
	details?: Readonly<Record<string, unknown>> | undefined;
}

/** What was done, by whom and to what. Rows are added and, after the retention, removed; never changed. */
export interface AuditLog {
	/** Writes entries in the transaction of the act: both happen or neither. The actor's name is the one of now. */
	record(transaction: Transaction<Schema>, ...entries: NewAuditEntry[]): Promise<void>;
	/** The same act on many, written by the database: `subjects` is a query of `subject_id` and `details` (jsonb). */
	recordMany(
		transaction: Transaction<Schema>,
		act: Pick<NewAuditEntry, 'action' | 'origin'> & { subjectType: AuditSubjectType; subjects: RawBuilder<unknown> },
	): Promise<void>;
	/** Forgets entries older than the retention. */
	prune(): Promise<void>;
}

export interface AuditLogOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Days an entry is kept. */
	retention: number;
}

const day = 24 * 60 * 60 * 1000;

export const createAuditLog = ({ database, clock, retention }: AuditLogOptions): AuditLog => ({
	async record(transaction, ...entries) {
		if (entries.length === 0) return;
		const rows = entries.map(({ action, origin: { actorId, ip, requestId }, subject, details = {} }) => ({
			id: randomUUID(),
			at: new Date(clock.now()),
			actor_id: actorId,
			actor_name: sql<
				string | null
			>`(select first_name || ' ' || last_name from users where users.id = ${actorId}::uuid)`,
			action,
			subject_type: subject?.type ?? null,
			subject_id: subject?.id ?? null,
			ip,
			request_id: requestId,
			details: JSON.stringify(details),
		}));
		await transaction.insertInto('audit_entries').values(rows).execute();
	},
	async recordMany(transaction, { action, origin: { actorId, ip, requestId }, subjectType, subjects }) {
		await sql`
			insert into audit_entries
				(id, at, actor_id, actor_name, action, subject_type, subject_id, ip, request_id, details)
			select gen_random_uuid(), ${new Date(clock.now())}::timestamptz, ${actorId}::uuid,
				(select first_name || ' ' || last_name from users where users.id = ${actorId}::uuid),
				${action}::text, ${subjectType}::text, subject_id, ${ip}::text, ${requestId}::text, details
			from (${subjects}) as subjects
		`.execute(transaction);
	},
	async prune() {
		await database
			.deleteFrom('audit_entries')
			.where('at', '<', new Date(clock.now() - retention * day))
			.execute();
	},
});
