import rateLimit from '@fastify/rate-limit';
import { beacon } from '@flotilla/contracts';
import { createHttpError, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { BeaconStore } from './beacon-store.ts';

export interface BeaconRoutesOptions {
	beacons: BeaconStore;
	/** Of one client address in a minute, in each node; 0 means no limit. A company may be one address. Default 600. */
	perMinute?: number;
}

/** Bytes; a beacon of fifty apps fits. */
const bodyLimit = 16 * 1024;

/**
 * `POST /beacons`, register under `/registry/v1`. Open, as pages of nobody send them. Only as `application/json`: another
 * site's page would have to ask first, and is refused.
 */
export const registerBeaconRoutes = async (
	app: FastifyInstance,
	{ beacons, perMinute = 600 }: BeaconRoutesOptions,
): Promise<void> => {
	await app.register(rateLimit, { global: false });
	const check =
		perMinute === 0
			? undefined
			: app.createRateLimit({
					max: perMinute,
					timeWindow: '1 minute',
					keyGenerator: (request) => `beacon ${request.ip}`,
				});
	app.post('/beacons', { bodyLimit }, async (request, reply) => {
		const allowed = await check?.(request);
		if (allowed !== undefined && !allowed.isAllowed && allowed.isExceeded) {
			throw createHttpError('RATE_LIMITED', { headers: { 'retry-after': String(Math.max(1, allowed.ttlInSeconds)) } });
		}
		await beacons.count(validate(beacon, request.body));
		return reply.code(204).send();
	});
};
