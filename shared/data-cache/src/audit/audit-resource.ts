import type { Api } from '@flotilla/api-client';
import type { AuditCounts, AuditCountsQuery } from '@flotilla/contracts';
import type { CachedResource } from '../cache/cached-resource.ts';
import { keyQuery, type ResourceKey, toKey } from '../cache/resource-key.ts';

export const auditKeys = {
	counts: (query: AuditCountsQuery = {}): ResourceKey<AuditCounts> => toKey('audit', 'counts', keyQuery(query)),
};

/** One minute: no event tells of an act, and a chart of days need not be quicker. */
const ttl = 60_000;

export const createAuditResource = (api: Api['audit']): CachedResource => ({
	name: 'audit',
	owner: 'platform',
	ttl,
	isLive: false,
	fetch: (key) => api.counts(key[2] as AuditCountsQuery, { dedupe: false }),
	apply: (_key, data) => ({ data }),
	present: (_key, data) => data,
	rowsIn: () => [],
});
