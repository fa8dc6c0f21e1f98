import { createEnvelope } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { outboxPolicy, renderOutbox } from './render-outbox.ts';

export interface OutboxRoutesOptions {
	app: FastifyInstance;
	database: Kysely<Schema>;
}

/** The page's path, under the prefix of the API. */
export const outboxRoute = '/dev/mails';

/** Mails that the page shows, the newest first. */
const shown = 100;

/**
 * What would have been sent, for development: whoever can read it can take over any account.
 * Registered without a transport and outside of production only.
 */
export const registerOutboxRoutes = ({ app, database }: OutboxRoutesOptions): void => {
	const readMails = () =>
		database
			.selectFrom('mails')
			.select(['id', 'to', 'subject', 'text', 'created_at'])
			.where('status', '=', 'sent')
			.orderBy('created_at', 'desc')
			.orderBy('id')
			.limit(shown)
			.execute();

	app.get(outboxRoute, async (_request, reply) =>
		reply
			.type('text/html; charset=utf-8')
			.header('cache-control', 'no-store')
			.header('content-security-policy', outboxPolicy)
			.send(renderOutbox(await readMails())),
	);

	app.get(`${outboxRoute}.json`, async (request, reply) => {
		reply.header('cache-control', 'no-store');
		const mails = (await readMails()).map(({ created_at: at, ...mail }) => ({ ...mail, createdAt: at.toISOString() }));
		return createEnvelope({ mails }, { requestId: request.id });
	});
};
