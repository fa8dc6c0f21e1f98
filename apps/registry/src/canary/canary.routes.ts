import { appName, channelName, version } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { expectedRevision, reason } from '../channels/move-body.ts';
import { assertMay, type TokenStore } from '../tokens/token-store.ts';
import { canaryPolicy } from './canary-policy.ts';
import type { CanaryStore } from './canary-store.ts';
import { cohort } from './cohort.ts';

const channelParams = z.object({ channel: channelName });
const canaryParams = z.object({ channel: channelName, app: appName });

/** Hundredths of a percent are the smallest share there is. */
const percent = z
	.number()
	.min(0)
	.max(100)
	.refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, { error: 'Give at most two decimals.' });

const setBody = z
	.strictObject({
		version,
		percent: percent.default(0),
		cohort: cohort.optional(),
		policy: canaryPolicy.optional(),
		message: reason.optional(),
		expectedRevision: expectedRevision.optional(),
	})
	.refine((body) => body.percent > 0 || body.cohort !== undefined, {
		path: ['percent'],
		error: 'Give a share above 0, a cohort, or both.',
	});
const stopBody = z.strictObject({ message: reason.optional() });
const listQuery = z.strictObject({ app: z.optional(appName), all: z.stringbool().default(false) });

/** Canaries of a channel. Register under `/registry/v1`. */
export const registerCanaryRoutes = (
	app: FastifyInstance,
	{ canaries, tokens }: { canaries: CanaryStore; tokens: TokenStore },
): void => {
	app.get('/channels/:channel/canaries', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const { channel } = validate(channelParams, request.params);
		const found = await canaries.list(channel, validate(listQuery, request.query));
		return createEnvelope({ canaries: found }, { requestId: request.id });
	});

	app.put('/channels/:channel/apps/:app/canary', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const target = validate(canaryParams, request.params);
		assertMay(publisher, 'canary', target.app);
		const { message, ...canary } = validate(setBody, request.body);
		const set = await canaries.set({ ...canary, ...target, actor: publisher.name, reason: message });
		return createEnvelope(set, { requestId: request.id });
	});

	app.post('/channels/:channel/apps/:app/canary/stop', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const target = validate(canaryParams, request.params);
		assertMay(publisher, 'canary', target.app);
		const { message } = validate(stopBody, request.body ?? {});
		const stopped = await canaries.stop({ ...target, actor: publisher.name, reason: message });
		return createEnvelope(stopped, { requestId: request.id });
	});
};
