import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { Endpoints } from '../http/serve-endpoints.ts';
import type { ChannelStore } from './channel-store.ts';
import { channelsEndpoints } from './channels.endpoints.ts';
import { findReplacement } from './find-replacement.ts';

export interface ReplacementRoutesOptions {
	database: Kysely<RegistrySchema>;
	channels: ChannelStore;
}

/** What a page may run in place of a remote that fails. Open, as pages ask without a token. */
export const registerReplacementRoutes = (
	{ answer }: Endpoints,
	{ database, channels }: ReplacementRoutesOptions,
): void => {
	answer(channelsEndpoints.replacement, async ({ params: { id, app }, query: { failed } }) => {
		const composition = await channels.readComposition(id);
		if (composition?.remotes.some((one) => one.app === app) !== true) throw createHttpError('NOT_FOUND');
		return findReplacement({ database, channels }, { composition, app, failed });
	});
};
