import { usersEndpoints } from '@flotilla/contracts';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { originOf } from '../audit/request-origin.ts';
import type { Subject } from '../auth/subject.ts';
import { bulkUpdateUsers } from './bulk-update-users.ts';
import { bulkRemoveUsers } from './remove-user.ts';
import { removeSelection } from './selection/remove-selection.ts';
import type { SelectionContext } from './selection/selection-context.ts';
import { updateSelection } from './selection/update-selection.ts';
import { toUser } from './to-user.ts';
import type { UsersRoutesOptions } from './users-routes.ts';

type BulkRoutesOptions = Pick<
	UsersRoutesOptions,
	'register' | 'events' | 'sessions' | 'audit' | 'clock' | 'settings' | 'trash'
>;

/** Changes of those who are named, all of them or none, and of all who fit a selection. */
export const registerUsersBulkRoutes = (options: BulkRoutesOptions): void => {
	const { register, events, sessions, audit, clock, settings, trash } = options;

	const contextOf = ({ subject, request }: { subject: Subject; request: FastifyRequest }): SelectionContext => ({
		...{ subject, sessions, audit, origin: originOf(request, subject), now: new Date(clock.now()) },
		keeps: trash.keeps,
		maximumBulkSelection: settings.maximumBulkSelection,
	});

	register(usersEndpoints.bulkUpdate, async ({ body, subject, request }) => {
		const { userIds: ids = [], selection, updates: wanted } = body;
		if (selection !== undefined) {
			const { answer, ended } = await events.write((transaction, append) =>
				updateSelection(transaction, append, { ...contextOf({ subject, request }), selection, wanted }),
			);
			sessions.announceEnd(ended);
			return answer;
		}
		const origin = originOf(request, subject);
		const { rows, ended } = await events.write(async (transaction, append) => {
			const rows = await bulkUpdateUsers(transaction, append, { subject, ids, wanted, audit, origin, clock });
			if (wanted.status !== 'inactive') return { rows, ended: [] };
			const which = sql<string>`select unnest(${sql.val(rows.map(({ id }) => id))}::uuid[])`;
			return { rows, ended: await sessions.endOfMany(transaction, append, which, subject.userId) };
		});
		sessions.announceEnd(ended);
		return rows.map(toUser);
	});

	register(usersEndpoints.bulkRemove, async ({ body: { userIds: ids = [], selection }, subject, request }) => {
		const context = contextOf({ subject, request });
		const { answer, ended } = await events.write(async (transaction, append) =>
			selection === undefined
				? { answer: null, ended: await bulkRemoveUsers(transaction, append, { ids, clock, ...context }) }
				: removeSelection(transaction, append, { ...context, selection }),
		);
		sessions.announceEnd(ended);
		await trash.purgeUnlessKept();
		return answer;
	});
};
