import { auditEndpoints } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import { listAuditEntries } from './list-audit-entries.ts';

export interface AuditRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
}

export const registerAuditRoutes = ({ register, database }: AuditRoutesOptions): void => {
	register(auditEndpoints.list, ({ query }) => listAuditEntries(database, query));
};
