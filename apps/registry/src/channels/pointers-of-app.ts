import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** Where each channel that has the app points, by channel. */
export const pointersOfApp = (handle: Kysely<RegistrySchema> | Transaction<RegistrySchema>, app: string) =>
	handle
		.selectFrom((from) =>
			from
				.selectFrom('pointer_changes')
				.distinctOn('channel')
				.select(['channel', 'version'])
				.where('app', '=', app)
				.orderBy('channel')
				.orderBy('revision', 'desc')
				.as('newest'),
		)
		.select(['channel', 'version'])
		// After the newest is found: from there on the app is not in the channel.
		.where('version', 'is not', null)
		.$narrowType<{ version: string }>()
		.orderBy('channel')
		.execute();
