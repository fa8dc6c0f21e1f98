import { appName, version } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { assertMay, type TokenStore } from '../tokens/token-store.ts';
import type { PreviewSource } from './preview-source.ts';

const linkBody = z.strictObject({
	app: appName,
	version,
	/** Seconds. */
	expiresIn: z.int().min(60),
	path: z
		.string()
		.max(500)
		.regex(/^\/(?![/\\])[^\s\\#]*$/, 'Use a path of this page, e.g. /users/42.')
		.optional(),
});

export interface LinkRoutesOptions {
	previews: PreviewSource;
	tokens: TokenStore;
}

/** Addresses that show a build on top of the channel; making one needs the verb `link`. Register under `/registry/v1`. */
export const registerLinkRoutes = (app: FastifyInstance, { previews, tokens }: LinkRoutesOptions): void => {
	app.post('/links', async (request, reply) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const body = validate(linkBody, request.body);
		assertMay(publisher, 'link', body.app);
		const link = await previews.createLink(body);
		request.log.info(
			{ app: link.app, version: link.version, expiresAt: link.expiresAt, actor: publisher.name },
			'a link was made',
		);
		reply.code(201);
		return createEnvelope(link, { requestId: request.id });
	});
};
