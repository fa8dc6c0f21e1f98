import { Readable } from 'node:stream';
import { usersEndpoints } from '@flotilla/contracts';
import { originOf } from '../audit/request-origin.ts';
import { contentDisposition } from '../files/content-disposition.ts';
import { exportUsers } from './export-users.ts';
import { importUsers } from './import/import-users.ts';
import { receiveCsv } from './import/receive-csv.ts';
import type { UsersRoutesOptions } from './users-routes.ts';

/** By which Excel knows that a text is UTF-8. */
const byteOrderMark = '\ufeff';

export const registerUsersTransferRoutes = (options: UsersRoutesOptions): void => {
	const { register, database, events, sessions, audit, invitations, nobodysHash, clock, settings, uploadFolder } =
		options;

	register(usersEndpoints.export, async ({ query, subject, request, reply }) => {
		const { format, bom, ...selection } = query;
		await database.transaction().execute((transaction) =>
			audit.record(transaction, {
				action: 'users:exported',
				origin: originOf(request, subject),
				details: { format, ...selection },
			}),
		);
		const lines = exportUsers(database, selection);
		// Asked for here, so that a failure so far is an answer of its own and not a torn file.
		const first = await lines.next();
		const text = async function* () {
			yield `${bom === '1' ? byteOrderMark : ''}${first.value ?? ''}`;
			yield* lines;
		};
		const name = `users-${new Date(clock.now()).toISOString().slice(0, 10)}.csv`;
		reply.headers({
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': contentDisposition('attachment', name),
			'cache-control': 'no-store',
		});
		// As bytes, so that one piece at a time waits for a slow reader.
		return reply.send(Readable.from(text(), { objectMode: false }));
	});

	register(usersEndpoints.import, async ({ query, subject, request }) => {
		const { maximumImportSize: maximumSize, maximumImportRows: maximumRows } = settings;
		const received = await receiveCsv(request, { folder: uploadFolder, maximumSize });
		try {
			const { result, deactivated } = await importUsers({
				...query,
				path: received.path,
				maximumRows,
				subject,
				events,
				invitations,
				audit,
				origin: originOf(request, subject),
				clock,
				passwordHash: nobodysHash,
			});
			if (result.imported > 0 && !result.dryRun) invitations.wake();
			await sessions.endAllOf(deactivated, subject.userId);
			return result;
		} finally {
			await received.remove();
		}
	});
};
