import type { User } from '@flotilla/contracts';
import { createSubject } from '../auth/subject.ts';
import type { EventRow } from '../database/schema.ts';
import type { Audience } from './audience.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const closePerson = (audience: Audience, userId: string) => {
	for (const follower of audience.ofPerson(userId)) follower.outlet.close('SESSION_REVOKED');
};

const applyUser = (audience: Audience, user: Pick<User, 'id' | 'role' | 'status'>) => {
	if (user.status !== 'active') {
		closePerson(audience, user.id);
		return;
	}
	for (const follower of audience.ofPerson(user.id)) {
		const { subject } = follower;
		if (subject !== undefined && subject.role !== user.role) {
			follower.identify(createSubject({ ...subject, role: user.role }));
		}
	}
};

/** Closes the sockets and streams of these sessions on this node. */
export const closeSessions = (audience: Audience, sessionIds: readonly unknown[]): void => {
	const ended = new Set(sessionIds);
	for (const follower of audience.all()) {
		if (ended.has(follower.subject?.sessionId)) follower.outlet.close('SESSION_REVOKED');
	}
};

/**
 * What an event of the log means for connections themselves, on whichever node it was written:
 * a role counts at once, and whoever was deactivated, deleted or signed out is let go.
 */
export const applyToConnections = (audience: Audience, { type, payload }: Pick<EventRow, 'type' | 'payload'>): void => {
	if (!isObject(payload)) return;
	if (type === 'users:updated' && isObject(payload.user)) applyUser(audience, payload.user as User);
	if (type === 'users:deleted' && typeof payload.id === 'string') closePerson(audience, payload.id);
	if (type === 'sessions:ended' && Array.isArray(payload.sessionIds)) closeSessions(audience, payload.sessionIds);
};
