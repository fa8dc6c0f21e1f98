import { appName } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { assertMayAdministrate, type TokenStore } from './token-store.ts';
import { defaultVerbs, verbs } from './verbs.ts';

/** Seconds: ten years, beyond which "never" is meant. */
const longestLife = 10 * 366 * 24 * 60 * 60;

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'Use up to 64 of a-z, 0-9, ".", "_" and "-".');
const tokenBody = z.strictObject({
	name,
	apps: z.array(z.union([z.literal('*'), appName])).min(1),
	can: z
		.array(z.enum(verbs))
		.min(1)
		.default([...defaultVerbs]),
	expiresIn: z.int().min(1).max(longestLife).optional(),
});
const tokenParams = z.object({ name });

/** Making, listing and revoking tokens; needs one for all apps with `admin`. Register under `/registry/v1`. */
export const registerTokenRoutes = (app: FastifyInstance, { tokens }: { tokens: TokenStore }): void => {
	app.post('/tokens', async (request, reply) => {
		assertMayAdministrate(await tokens.authenticate(request.headers.authorization));
		const { expiresIn, ...publisher } = validate(tokenBody, request.body);
		const token = await tokens.create({ ...publisher, expiresIn });
		reply.code(201);
		return createEnvelope({ ...publisher, token }, { requestId: request.id });
	});

	app.get('/tokens', async (request) => {
		assertMayAdministrate(await tokens.authenticate(request.headers.authorization));
		return createEnvelope({ tokens: await tokens.list() }, { requestId: request.id });
	});

	app.delete('/tokens/:name', async (request) => {
		assertMayAdministrate(await tokens.authenticate(request.headers.authorization));
		await tokens.remove(validate(tokenParams, request.params).name);
		return createEnvelope(null, { requestId: request.id });
	});
};
