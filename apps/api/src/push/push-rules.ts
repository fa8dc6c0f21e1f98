import type { PushPayload, StoredFile, User } from '@flotilla/contracts';
import type { EventRow } from '../database/schema.ts';

export interface PushRule {
	/** Whom it concerns; undefined: nobody. */
	to(event: EventRow): string | undefined;
	message(event: EventRow): PushPayload;
}

const fileIn = ({ payload }: EventRow) => (payload as { file: StoredFile }).file;
const userIn = ({ payload }: EventRow) => (payload as { user: User }).user;

/**
 * The events that somebody is told about who is not there. An event does not say who caused it,
 * so these are the ones that are news to their person even then: somebody who does it in a page
 * is connected, and gets no message.
 */
export const pushRules: Readonly<Record<string, PushRule>> = {
	'files:upload-completed': {
		to: (event) => fileIn(event).ownerId,
		message: (event) => ({
			title: 'A file was added',
			body: `${fileIn(event).originalName} is in your files.`,
			url: '/files',
			tag: `file:${fileIn(event).id}`,
		}),
	},
	'users:updated': {
		to: (event) => (userIn(event).status === 'active' ? userIn(event).id : undefined),
		message: (event) => ({
			title: 'Your account was changed',
			body: `Your name is ${userIn(event).firstName} ${userIn(event).lastName}, your role ${userIn(event).role}.`,
			url: `/users/${userIn(event).id}`,
			tag: 'account',
		}),
	},
	/** Only where the event says that somebody else did it: who signs out knows. */
	'sessions:ended': {
		to: ({ owner_id: ownerId, payload }) => {
			const { endedBy } = payload as { endedBy?: unknown };
			return typeof endedBy === 'string' && endedBy !== ownerId ? (ownerId ?? undefined) : undefined;
		},
		message: () => ({
			title: 'You were signed out',
			body: 'An administrator ended sessions of yours.',
			url: '/',
			tag: 'sessions',
		}),
	},
};
