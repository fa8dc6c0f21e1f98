import { createHttpError } from '@flotilla/server';
import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { Endpoints } from '../http/serve-endpoints.ts';
import type { ChannelStore } from './channel-store.ts';
import { channelsEndpoints } from './channels.endpoints.ts';
import { checkDeploy } from './deploy-check.ts';

export interface ChannelRoutesOptions {
	database: Kysely<RegistrySchema>;
	channels: ChannelStore;
}

const channelNotFound = (channel: string) =>
	createHttpError('NOT_FOUND', { message: `Nothing was ever published to the channel ${channel}.` });

/** An id of a composition is derived from its content, so what it names never changes. */
const neverChanges = (reply: FastifyReply): void => {
	reply.header('cache-control', 'public, max-age=31536000, immutable');
};

/**
 * Pointers and what follows from them. What a page tells everybody anyway (channel, composition) is open; who did what and
 * why needs a token.
 */
export const registerChannelRoutes = ({ answer }: Endpoints, { database, channels }: ChannelRoutesOptions): void => {
	const compositionOf = async (id: string) => {
		const composition = await channels.readComposition(id);
		if (composition === null) throw createHttpError('NOT_FOUND');
		return composition;
	};

	answer(channelsEndpoints.read, async ({ params: { channel } }) => {
		const state = await channels.read(channel);
		if (state === null) throw channelNotFound(channel);
		return state;
	});

	answer(channelsEndpoints.history, async ({ params: { channel }, query }) => {
		const changes = await channels.history(channel, query);
		if (changes === null) throw channelNotFound(channel);
		return { changes };
	});

	answer(channelsEndpoints.readComposition, async ({ params: { id }, reply }) => {
		const composition = await compositionOf(id);
		neverChanges(reply);
		return composition;
	});

	answer(channelsEndpoints.compositionFiles, async ({ params: { id }, reply }) => {
		const composition = await compositionOf(id);
		neverChanges(reply);
		return { compositionId: id, files: await channels.filesOf(composition) };
	});

	answer(channelsEndpoints.promote, ({ params, body: { message, ...target }, publisher }) =>
		channels.promote({ ...params, ...target, actor: publisher.name, reason: message }),
	);

	answer(channelsEndpoints.rollback, ({ params, body: { message, ...target }, publisher }) =>
		channels.rollback({ ...params, ...target, actor: publisher.name, reason: message }),
	);

	answer(channelsEndpoints.canIDeploy, ({ params, query }) => checkDeploy(database, { ...params, ...query }));
};
