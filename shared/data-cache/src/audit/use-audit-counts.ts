import type { AuditCounts, AuditCountsQuery } from '@flotilla/contracts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { auditKeys } from './audit-resource.ts';

/** Acts by day, e.g. those of one person. Needs `audit:read`. Null fetches nothing. */
export const useAuditCounts = (query: AuditCountsQuery | null = {}): QueryResult<AuditCounts> =>
	useCached<AuditCounts>(query && auditKeys.counts(query));
