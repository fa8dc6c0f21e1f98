import { auditEndpoints } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import { countAuditEntries } from './count-audit-entries.ts';
import { listAuditEntries } from './list-audit-entries.ts';

export interface AuditRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	clock: Clock;
}

export const registerAuditRoutes = ({ register, database, clock }: AuditRoutesOptions): void => {
	register(auditEndpoints.list, ({ query }) => listAuditEntries(database, query));
	register(auditEndpoints.counts, ({ query }) => countAuditEntries(database, query, clock.now()));
};
