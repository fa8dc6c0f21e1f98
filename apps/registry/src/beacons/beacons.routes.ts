import rateLimit from '@fastify/rate-limit';
import { createHttpError } from '@flotilla/server';
import type { Endpoints } from '../http/serve-endpoints.ts';
import type { BeaconStore } from './beacon-store.ts';
import { beaconsEndpoints } from './beacons.endpoints.ts';

export interface BeaconRoutesOptions {
	beacons: BeaconStore;
	/** Of one client address in a minute, in each node; 0 means no limit. A company may be one address. Default 600. */
	perMinute?: number;
}

/**
 * `POST /beacons`. Open, as pages of nobody send them. Only as `application/json`: another site's page would have to ask
 * first, and is refused.
 */
export const registerBeaconRoutes = async (
	{ scope, answer }: Endpoints,
	{ beacons, perMinute = 600 }: BeaconRoutesOptions,
): Promise<void> => {
	await scope.register(rateLimit, { global: false });
	const check =
		perMinute === 0
			? undefined
			: scope.createRateLimit({
					max: perMinute,
					timeWindow: '1 minute',
					keyGenerator: (request) => `beacon ${request.ip}`,
				});
	answer(
		beaconsEndpoints.tell,
		async ({ body }) => {
			await beacons.count(body);
			return null;
		},
		{
			async first(request) {
				const allowed = await check?.(request);
				if (allowed === undefined || allowed.isAllowed || !allowed.isExceeded) return;
				const retryAfter = String(Math.max(1, allowed.ttlInSeconds));
				throw createHttpError('RATE_LIMITED', { headers: { 'retry-after': retryAfter } });
			},
		},
	);
};
