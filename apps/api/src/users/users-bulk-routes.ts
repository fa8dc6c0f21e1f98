import { usersEndpoints } from '@flotilla/contracts';
import { originOf } from '../audit/request-origin.ts';
import { bulkUpdateUsers } from './bulk-update-users.ts';
import { bulkRemoveUsers } from './remove-user.ts';
import { toUser } from './to-user.ts';
import type { UsersRoutesOptions } from './users-routes.ts';

type BulkRoutesOptions = Pick<UsersRoutesOptions, 'register' | 'events' | 'sessions' | 'audit' | 'clock'>;

export const registerUsersBulkRoutes = ({ register, events, sessions, audit, clock }: BulkRoutesOptions): void => {
	register(usersEndpoints.bulkUpdate, async ({ body: { userIds: ids = [], updates: wanted }, subject, request }) => {
		const origin = originOf(request, subject);
		const rows = await events.write((transaction, append) =>
			bulkUpdateUsers(transaction, append, { subject, ids, wanted, audit, origin, clock }),
		);
		if (wanted.status === 'inactive') for (const { id } of rows) await sessions.endAllOf(id, subject.userId);
		return rows.map(toUser);
	});

	register(usersEndpoints.bulkRemove, async ({ body: { userIds: ids = [] }, subject, request }) => {
		const origin = originOf(request, subject);
		const ended = await events.write((transaction, append) =>
			bulkRemoveUsers(transaction, append, { ids, subject, sessions, audit, origin }),
		);
		sessions.announceEnd(ended);
		return null;
	});
};
