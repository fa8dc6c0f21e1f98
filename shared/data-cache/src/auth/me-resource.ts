import type { Api } from '@flotilla/api-client';
import type { Me, User } from '@flotilla/contracts';
import type { CachedResource } from '../cache/cached-resource.ts';
import { type ResourceKey, toKey } from '../cache/resource-key.ts';
import { defaultTtl } from '../resource/define-rows.ts';

export const meKey: ResourceKey<Me> = toKey<Me>('auth', 'me');

export const createMeResource = (api: Api['auth']): CachedResource => ({
	name: 'auth',
	owner: 'platform',
	ttl: defaultTtl,
	isLive: true,
	fetch: () => api.me({ dedupe: false }),
	apply(_key, data, change) {
		const me = data as Me;
		if (change.type !== 'changed' || change.resource !== 'users') return { data };
		const user = change.row as User;
		if (user.id !== me.user.id || user.version <= me.user.version) return { data };
		// What the new role allows, the server says.
		return { data: { ...me, user }, stale: user.role !== me.user.role };
	},
	present: (_key, data) => data,
	rowsIn: () => [],
});
