import { createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { integrityPath } from './page-integrity.ts';
import type { PageSource } from './page-source.ts';

/**
 * `GET /registry/v1/compositions/:id/integrity.json`: every hash of a composition. A file more than an answer, without an
 * envelope: a page has its hash, and the browser checks it.
 */
export const registerIntegrityRoute = (app: FastifyInstance, { pages }: { pages: PageSource }): void => {
	app.get<{ Params: { id: string } }>(integrityPath(':id'), async ({ params: { id } }, reply) => {
		const text = await pages.integrityOf(id);
		if (text === null) throw createHttpError('NOT_FOUND', { headers: { 'cache-control': 'no-store' } });
		return reply
			.type('application/json; charset=utf-8')
			.header('cache-control', 'public, max-age=31536000, immutable')
			.send(text);
	});
};
