import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { reason } from '../channels/move-body.ts';
import { assertMayAdministrate, type TokenStore } from '../tokens/token-store.ts';
import type { GarbageCollector } from './garbage-collector.ts';

const collectBody = z.strictObject({
	dryRun: z.boolean().default(false),
	/** Days; 0 keeps what is live now, and what it would be rolled back to. */
	keepDays: z.int().min(0).max(3_650).default(30),
	keepUploadHours: z.int().min(1).max(8_760).default(24),
	/** Not below 5: a commit that compresses a large build must be over in that time. */
	graceMinutes: z.int().min(5).max(10_080).default(60),
	message: reason.optional(),
});

/** Removing what nobody needs; needs a token for all apps with `admin`. Register under `/registry/v1`. */
export const registerGarbageRoutes = (
	app: FastifyInstance,
	{ collector, tokens }: { collector: GarbageCollector; tokens: TokenStore },
): void => {
	app.post('/gc', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		assertMayAdministrate(publisher);
		const { message, ...options } = validate(collectBody, request.body ?? {});
		const collected = await collector.collect({ ...options, actor: publisher.name, reason: message });
		return createEnvelope(collected, { requestId: request.id });
	});

	app.get('/gc', async (request) => {
		assertMayAdministrate(await tokens.authenticate(request.headers.authorization));
		return createEnvelope({ collections: await collector.list() }, { requestId: request.id });
	});
};
