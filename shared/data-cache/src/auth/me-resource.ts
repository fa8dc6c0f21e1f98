import type { Api } from '@flotilla/api-client';
import type { Me } from '@flotilla/contracts';
import type { CachedResource } from '../cache/cached-resource.ts';

export const meKey = ['auth', 'me'] as const;

export const createMeResource = (api: Api['auth']): CachedResource => ({
	name: 'auth',
	fetch: () => api.me({ dedupe: false }),
	apply(_key, data, change) {
		const me = data as Me;
		if (change.type !== 'user-changed' || change.user.id !== me.user.id || change.user.version <= me.user.version) {
			return { data };
		}
		// What the new role allows, the server says.
		return { data: { ...me, user: change.user }, stale: change.user.role !== me.user.role };
	},
});
