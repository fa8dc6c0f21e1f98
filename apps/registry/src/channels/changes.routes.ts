import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { Endpoints } from '../http/serve-endpoints.ts';
import { assertMay } from '../tokens/token-store.ts';
import { changesEndpoints } from './changes.endpoints.ts';
import type { ChannelChanges } from './channel-changes.ts';
import { diffChannel } from './channel-diff.ts';

export interface ChangeRoutesOptions {
	database: Kysely<RegistrySchema>;
	changes: ChannelChanges;
}

/** What can be asked before, and done to, a channel beside moving one pointer. */
export const registerChangeRoutes = ({ answer }: Endpoints, { database, changes }: ChangeRoutesOptions): void => {
	answer(changesEndpoints.diff, ({ params, query: { with: other, composition, at } }) => {
		const target =
			other !== undefined ? { with: other } : composition !== undefined ? { composition } : { at: at as number };
		return diffChannel(database, params.channel, target);
	});

	answer(changesEndpoints.rollbackTo, ({ params, body: { message, ...target }, publisher }) =>
		changes.rollbackTo({
			...params,
			...target,
			actor: publisher.name,
			reason: message,
			mayChange: (app) => assertMay(publisher, 'rollback', app),
		}),
	);

	answer(changesEndpoints.pin, ({ params, body: { message, ...options }, publisher }) =>
		changes.pin({ ...options, ...params, actor: publisher.name, reason: message }),
	);

	answer(changesEndpoints.unpin, ({ params, body: { message, ...options }, publisher }) =>
		changes.unpin({ ...options, ...params, actor: publisher.name, reason: message }),
	);

	answer(changesEndpoints.remove, ({ params, body: { message, ...options }, publisher }) =>
		changes.remove({ ...options, ...params, actor: publisher.name, reason: message }),
	);
};
