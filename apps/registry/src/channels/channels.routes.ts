import { appName, type CompositionFiles, channelName, version } from '@flotilla/contracts';
import { createEnvelope, createHttpError, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { assertMay, type TokenStore } from '../tokens/token-store.ts';
import type { ChannelStore } from './channel-store.ts';
import { compositionId } from './composition-id.ts';
import { moveBody } from './move-body.ts';

const channelParams = z.object({ channel: channelName });
const pointerParams = z.object({ channel: channelName, app: appName });
const compositionParams = z.object({ id: compositionId });
const rollbackBody = moveBody({ to: z.optional(version) });
const promoteBody = moveBody({ version });
const historyQuery = z.object({
	app: z.optional(appName),
	limit: z.coerce.number().int().min(1).max(1000).default(50),
});

export interface ChannelRoutesOptions {
	channels: ChannelStore;
	tokens: TokenStore;
}

const channelNotFound = (channel: string) =>
	createHttpError('NOT_FOUND', { message: `Nothing was ever published to the channel ${channel}.` });

/**
 * Pointers and what follows from them. Register under `/registry/v1`.
 *
 * What a page tells everybody anyway (channel, composition) is open; who did what and why needs a token.
 */
export const registerChannelRoutes = (app: FastifyInstance, { channels, tokens }: ChannelRoutesOptions): void => {
	app.get('/channels/:channel', async (request) => {
		const { channel } = validate(channelParams, request.params);
		const state = await channels.read(channel);
		if (state === null) throw channelNotFound(channel);
		return createEnvelope(state, { requestId: request.id });
	});

	app.get('/channels/:channel/history', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const { channel } = validate(channelParams, request.params);
		const changes = await channels.history(channel, validate(historyQuery, request.query));
		if (changes === null) throw channelNotFound(channel);
		return createEnvelope({ changes }, { requestId: request.id });
	});

	app.get('/compositions/:id', async (request, reply) => {
		const { id } = validate(compositionParams, request.params);
		const composition = await channels.readComposition(id);
		if (composition === null) throw createHttpError('NOT_FOUND');
		// Its id is derived from its content, so it never changes.
		reply.header('cache-control', 'public, max-age=31536000, immutable');
		return createEnvelope(composition, { requestId: request.id });
	});

	app.get('/compositions/:id/files', async (request, reply) => {
		const { id } = validate(compositionParams, request.params);
		const composition = await channels.readComposition(id);
		if (composition === null) throw createHttpError('NOT_FOUND');
		reply.header('cache-control', 'public, max-age=31536000, immutable');
		const files = await channels.filesOf(composition);
		return createEnvelope({ compositionId: id, files } satisfies CompositionFiles, { requestId: request.id });
	});

	app.put('/channels/:channel/apps/:app', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const pointer = validate(pointerParams, request.params);
		assertMay(publisher, 'promote', pointer.app);
		const { message, ...target } = validate(promoteBody, request.body);
		const moved = await channels.promote({ ...pointer, ...target, actor: publisher.name, reason: message });
		return createEnvelope(moved, { requestId: request.id });
	});

	app.post('/channels/:channel/apps/:app/rollback', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const pointer = validate(pointerParams, request.params);
		assertMay(publisher, 'rollback', pointer.app);
		const { message, ...expectation } = validate(rollbackBody, request.body ?? {});
		const moved = await channels.rollback({ ...pointer, ...expectation, actor: publisher.name, reason: message });
		return createEnvelope(moved, { requestId: request.id });
	});
};
