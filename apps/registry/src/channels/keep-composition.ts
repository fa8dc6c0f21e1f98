import type { Composition } from '@flotilla/contracts';
import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** Stores a composition under its id, so that pages and reports that name it are understood. One that is there stays. */
export const keepComposition = async (
	handle: Kysely<RegistrySchema> | Transaction<RegistrySchema>,
	composition: Composition,
): Promise<void> => {
	await handle
		.insertInto('compositions')
		.values({ id: composition.id, content: JSON.stringify(composition) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};
