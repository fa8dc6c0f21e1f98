import { appName, maximumFailedBuilds } from '@flotilla/contracts';
import { createEnvelope, createHttpError, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import type { RegistrySchema } from '../database/schema.ts';
import type { ChannelStore } from './channel-store.ts';
import { compositionId } from './composition-id.ts';
import { findReplacement } from './find-replacement.ts';

const replacementParams = z.object({ id: compositionId, app: appName });
const replacementQuery = z.object({
	failed: z
		.string()
		.regex(/^[0-9a-f]{1,64}(?:,[0-9a-f]{1,64})*$/, 'Give ids of builds, with commas between them.')
		.transform((text) => text.split(','))
		.pipe(z.array(z.string()).max(maximumFailedBuilds))
		.default([]),
});

export interface ReplacementRoutesOptions {
	database: Kysely<RegistrySchema>;
	channels: ChannelStore;
}

/** What a page may run in place of a remote that fails. Register under `/registry/v1`. Open, as pages ask without a token. */
export const registerReplacementRoutes = (
	app: FastifyInstance,
	{ database, channels }: ReplacementRoutesOptions,
): void => {
	app.get('/compositions/:id/remotes/:app/replacement', async (request) => {
		const { id, app: remote } = validate(replacementParams, request.params);
		const { failed } = validate(replacementQuery, request.query);
		const composition = await channels.readComposition(id);
		if (composition?.remotes.some((one) => one.app === remote) !== true) throw createHttpError('NOT_FOUND');
		const replacement = await findReplacement({ database, channels }, { composition, app: remote, failed });
		return createEnvelope(replacement, { requestId: request.id });
	});
};
