import { createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { negotiateEncoding } from '../assets/negotiate-encoding.ts';
import { compressText } from './compress-text.ts';
import { integrityPath } from './page-integrity.ts';
import type { PageSource } from './page-source.ts';

/**
 * `GET /registry/v1/compositions/:id/integrity.json`: every hash of a composition. A file more than an answer, without an
 * envelope: a page has its hash, and the browser checks it.
 */
export const registerIntegrityRoute = (app: FastifyInstance, { pages }: { pages: PageSource }): void => {
	app.get<{ Params: { id: string } }>(integrityPath(':id'), async ({ params: { id }, headers }, reply) => {
		const text = await pages.integrityOf(id);
		if (text === null) throw createHttpError('NOT_FOUND', { headers: { 'cache-control': 'no-store' } });
		const encoding = negotiateEncoding(headers['accept-encoding'])[0] ?? 'identity';
		if (encoding !== 'identity') reply.header('content-encoding', encoding);
		return reply
			.type('application/json; charset=utf-8')
			.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' })
			.send(await compressText[encoding](Buffer.from(text)));
	});
};
