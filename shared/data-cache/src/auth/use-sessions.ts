import { isApiError } from '@flotilla/api-client';
import type { SessionsList } from '@flotilla/contracts';
import { useDataCache } from '../react/data-cache-context.ts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { sessionsKey } from './sessions-resource.ts';

/** Where the signed-in person is signed in, the last used first; one that ends elsewhere leaves the list by itself. */
export const useSessions = (): QueryResult<SessionsList> => useCached<SessionsList>(sessionsKey);

export interface EndSessions {
	/** One of the own sessions. That it has ended already counts as done. */
	one(id: string): Promise<void>;
	/** All but this one. */
	others(): Promise<void>;
}

/** Signs out elsewhere; each resolves when the list is without them. Rejects with an `ApiError`, of which the caller tells. */
export const useEndSessions = (): EndSessions => {
	const { auth } = useDataCache().api;
	const { refresh } = useSessions();
	return {
		async one(id) {
			await auth.endSession(id, { notify: false }).catch((error: unknown) => {
				if (!isApiError(error) || error.code !== 'SESSION_NOT_FOUND') throw error;
			});
			await refresh();
		},
		async others() {
			await auth.endOtherSessions({ notify: false });
			await refresh();
		},
	};
};
