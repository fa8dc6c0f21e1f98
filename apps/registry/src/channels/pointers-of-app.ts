import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** Where each channel's newest change of the app points, by channel. */
export const pointersOfApp = (handle: Kysely<RegistrySchema> | Transaction<RegistrySchema>, app: string) =>
	handle
		.selectFrom('pointer_changes')
		.distinctOn('channel')
		.select(['channel', 'version'])
		.where('app', '=', app)
		.orderBy('channel')
		.orderBy('revision', 'desc')
		.execute();
