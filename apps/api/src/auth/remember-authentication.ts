import type { EventPayload, Role } from '@flotilla/contracts';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { EventRow } from '../database/schema.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { AuthenticateToken, TokenAuthentication } from './authenticate.ts';

export interface RememberAuthenticationOptions {
	authenticateToken: AuthenticateToken;
	events: Pick<EventLog, 'onAppended'>;
	clock: Clock;
	/** Milliseconds an answer is believed; 0: each request asks the database. */
	memory: number;
}

/** Tokens that are remembered at most. */
const maximumTokens = 10_000;

/**
 * Believes for a moment what the database said of a token, so that a page's many requests look its session
 * up once. A change on this node forgets everything at once, in the tick in which it is stored; one on
 * another node counts here when the moment has passed.
 */
export const rememberAuthentication = ({
	authenticateToken,
	events,
	clock,
	memory,
}: RememberAuthenticationOptions): AuthenticateToken => {
	if (memory === 0) return authenticateToken;
	const remembered = new LRUCache<string, TokenAuthentication & { until: number }>({ max: maximumTokens });
	/** By person: what is remembered of them. */
	const roles = new Map<string, Role>();
	/** Grows with each change, so that what was looked up before it is not remembered after it. */
	let generation = 0;
	/** Whether somebody may no longer do what they did, or not at all. */
	const isChange = ({ type, payload }: Pick<EventRow, 'type' | 'payload'>): boolean => {
		if (type === 'users:deleted' || type === 'sessions:ended') return true;
		if (type !== 'users:updated') return false;
		const { user } = payload as EventPayload<'users:updated'>;
		const role = roles.get(user.id);
		// Who is not remembered may be being looked up right now.
		return role === undefined || role !== user.role || user.status !== 'active';
	};
	events.onAppended((appended) => {
		if (!appended.some(isChange)) return;
		generation += 1;
		remembered.clear();
		roles.clear();
	});
	return async (token) => {
		const known = remembered.get(token);
		const now = clock.now();
		if (known !== undefined && now < known.until && now < known.expiresAt) return known;
		const asked = generation;
		const answer = await authenticateToken(token);
		if (asked === generation) {
			remembered.set(token, { ...answer, until: now + memory });
			roles.set(answer.subject.userId, answer.subject.role);
		}
		return answer;
	};
};
