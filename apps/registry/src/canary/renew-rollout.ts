import type { Transaction } from 'kysely';
import type { Pointer } from '../channels/pointers.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { adjustCanaries } from './adjust-canaries.ts';

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
