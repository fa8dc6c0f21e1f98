import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { Endpoints } from '../http/serve-endpoints.ts';
import { vitalsEndpoints } from './vitals.endpoints.ts';
import { readVitals } from './vitals-store.ts';

export interface VitalsRoutesOptions {
	database: Kysely<RegistrySchema>;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

/** How quick pages were, by what they ran. */
export const registerVitalsRoutes = (
	{ answer }: Endpoints,
	{ database, now = () => Date.now() }: VitalsRoutesOptions,
): void => {
	answer(vitalsEndpoints.read, async ({ params: { channel }, query }) => ({
		channel,
		rows: await readVitals(database, { ...query, channel, now: now() }),
	}));
};
