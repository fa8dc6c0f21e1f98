import type { Api } from '@flotilla/api-client';
import type { FilesUsage } from '@flotilla/contracts';
import type { CachedResource } from '../cache/cached-resource.ts';
import { type ResourceKey, toKey } from '../cache/resource-key.ts';
import { defaultTtl } from '../resource/define-rows.ts';

export const usageKey: ResourceKey<FilesUsage> = toKey<FilesUsage>('files-usage', 'own');

/** How much space the person uses: fetched again whenever files come or go. */
export const createUsageResource = (api: Api['files']): CachedResource => ({
	name: 'files-usage',
	owner: 'platform',
	ttl: defaultTtl,
	isLive: true,
	fetch: () => api.usage({ dedupe: false }),
	// A new name or a thumbnail takes no space.
	apply: (_key, data, change) => ({ data, stale: change.resource === 'files' && change.type !== 'changed' }),
	present: (_key, data) => data,
	rowsIn: () => [],
});
