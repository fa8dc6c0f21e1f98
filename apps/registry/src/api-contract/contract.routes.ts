import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { Endpoints } from '../http/serve-endpoints.ts';
import { readContract } from './api-contract-store.ts';
import { checkContract } from './check-contract.ts';
import { contractEndpoints } from './contract.endpoints.ts';

/** What the API offers, and what another one would break. */
export const registerContractRoutes = (
	{ answer }: Endpoints,
	{ database }: { database: Kysely<RegistrySchema> },
): void => {
	answer(contractEndpoints.read, async ({ params: { channel } }) => {
		const contract = await readContract(database, channel);
		if (contract === null) {
			throw createHttpError('NOT_FOUND', {
				message: `What the API behind ${channel} offers is not known: no node that serves this channel has reached it yet.`,
			});
		}
		return { channel, ...contract };
	});

	answer(contractEndpoints.check, ({ params: { channel }, body: { document } }) =>
		checkContract(database, channel, document),
	);
};
