import { appName } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { assertMayPublishAll, type TokenStore } from './token-store.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'Use up to 64 of a-z, 0-9, ".", "_" and "-".');
const tokenBody = z.strictObject({ name, apps: z.array(z.union([z.literal('*'), appName])).min(1) });
const tokenParams = z.object({ name });

/** Making and revoking publish tokens; needs one for all apps. Register under `/registry/v1`. */
export const registerTokenRoutes = (app: FastifyInstance, { tokens }: { tokens: TokenStore }): void => {
	app.post('/tokens', async (request, reply) => {
		assertMayPublishAll(await tokens.authenticate(request.headers.authorization));
		const publisher = validate(tokenBody, request.body);
		const token = await tokens.create(publisher);
		reply.code(201);
		return createEnvelope({ ...publisher, token }, { requestId: request.id });
	});

	app.delete('/tokens/:name', async (request) => {
		assertMayPublishAll(await tokens.authenticate(request.headers.authorization));
		await tokens.remove(validate(tokenParams, request.params).name);
		return createEnvelope(null, { requestId: request.id });
	});
};
