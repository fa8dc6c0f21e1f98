import type { Transaction } from 'kysely';
import { type Pointer, pointersOf } from '../channels/pointers.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { holdFiles } from '../garbage/collector-lock.ts';
import { adjustCanaries } from './adjust-canaries.ts';

/**
 * Takes the channel's lock, as `changeChannel` does and in the same order: from here on nobody moves a pointer, nobody
 * sets a canary and no other node decides about one. `null` when there is no such channel.
 */
export const holdChannel = async (
	transaction: Transaction<RegistrySchema>,
	channel: string,
): Promise<Pointer[] | null> => {
	await holdFiles(transaction);
	const row = await transaction
		.selectFrom('channels')
		.select('name')
		.where('name', '=', channel)
		.forUpdate()
		.executeTakeFirst();
	return row === undefined ? null : pointersOf(transaction, channel);
};

/** Has pages get what the running canaries say by now. Needs the channel's lock. */
export const renewRollout = async (
	transaction: Transaction<RegistrySchema>,
	channel: string,
	{ actor, builds }: { actor: string; builds: readonly Pointer[] },
): Promise<void> => {
	const { rollout } = await adjustCanaries(transaction, { channel, actor, builds });
	await transaction
		.updateTable('channels')
		.set({ rollout: rollout && JSON.stringify(rollout) })
		.where('name', '=', channel)
		.execute();
};
