import type { Api } from '@flotilla/api-client';
import type { SessionsList } from '@flotilla/contracts';
import type { CachedResource } from '../cache/cached-resource.ts';
import { type ResourceKey, toKey } from '../cache/resource-key.ts';

export const sessionsKey: ResourceKey<SessionsList> = toKey<SessionsList>('sessions', 'list');

/** Milliseconds. Short: events tell of sessions that end, and not of those that begin or are used. */
const ttl = 30_000;

/** Where the signed-in person is signed in. */
export const createSessionsResource = (api: Api['auth']): CachedResource => ({
	name: 'sessions',
	owner: 'platform',
	ttl,
	isLive: false,
	fetch: () => api.listSessions({ dedupe: false }),
	apply(_key, data, change) {
		const list = data as SessionsList;
		if (change.type !== 'removed' || change.resource !== 'sessions') return { data };
		const sessions = list.sessions.filter(({ id }) => id !== change.id);
		return { data: sessions.length === list.sessions.length ? data : { ...list, sessions } };
	},
	present: (_key, data) => data,
	rowsIn: () => [],
	listen(bus, report, signal) {
		bus.on(
			'sessions:ended',
			({ sessionIds }) => {
				for (const id of sessionIds) report({ type: 'removed', resource: 'sessions', id });
			},
			{ signal },
		);
	},
});
