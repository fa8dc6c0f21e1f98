import { usersEndpoints } from '@flotilla/contracts';
import { originOf } from '../audit/request-origin.ts';
import type { UrlSigner } from '../files/signed-url.ts';
import type { ThumbnailQueue } from '../files/thumbnail-queue.ts';
import { restoreUsers } from './restore-users.ts';
import { undoBulk } from './selection/undo-bulk.ts';
import { toUser } from './to-user.ts';
import type { UsersRoutesOptions } from './users-routes.ts';

type RestoreRoutesOptions = Pick<
	UsersRoutesOptions,
	'register' | 'events' | 'sessions' | 'audit' | 'clock' | 'trash'
> & {
	signer: UrlSigner;
	thumbnails: ThumbnailQueue;
};

/** What takes back what was done to people a moment ago. */
export const registerUsersRestoreRoutes = (options: RestoreRoutesOptions): void => {
	const { register, events, sessions, audit, clock, trash, signer, thumbnails } = options;

	register(usersEndpoints.restore, async ({ body: { userIds: ids }, subject, request }) => {
		const origin = originOf(request, subject);
		const rows = await events.write((transaction, append) =>
			restoreUsers(transaction, append, { ids, since: trash.since(), audit, origin, signer }),
		);
		thumbnails.wake();
		return rows.map(toUser);
	});

	register(usersEndpoints.undoBulk, async ({ body: { token }, subject, request }) => {
		const origin = originOf(request, subject);
		const now = new Date(clock.now());
		const { answer, ended } = await events.write((transaction, append) =>
			undoBulk(transaction, append, { token, subject, sessions, audit, origin, now, since: trash.since(), signer }),
		);
		sessions.announceEnd(ended);
		thumbnails.wake();
		return answer;
	});
};
