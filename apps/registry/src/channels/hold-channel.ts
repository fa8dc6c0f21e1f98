import type { Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { holdFiles } from '../garbage/collector-lock.ts';
import { pointersOf } from './pointers.ts';

/**
 * Takes the channel's lock: whoever comes second waits here, and then sees what the first one did. Until the end of the
 * transaction nobody else moves a pointer, sets a canary or decides about one, and no file is collected. `null` when
 * there is no such channel.
 */
export const holdChannel = async (transaction: Transaction<RegistrySchema>, channel: string) => {
	await holdFiles(transaction);
	const state = await transaction
		.selectFrom('channels')
		.selectAll()
		.where('name', '=', channel)
		.forUpdate()
		.executeTakeFirst();
	return state === undefined ? null : { state, pointers: await pointersOf(transaction, channel) };
};
