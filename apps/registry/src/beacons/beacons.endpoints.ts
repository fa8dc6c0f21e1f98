import { beacon } from '@flotilla/contracts';
import * as z from 'zod';
import { defineEndpoint } from '../http/registry-endpoint.ts';

/** Bytes; a beacon of fifty apps fits. */
const bodyLimit = 16 * 1024;

export const beaconsEndpoints = {
	tell: defineEndpoint({
		method: 'POST',
		path: '/beacons',
		summary: 'How the builds of a page fare; sent by pages',
		access: 'public',
		body: beacon,
		bodyLimit,
		status: 204,
		response: z.null(),
		errors: ['RATE_LIMITED', 'NOT_FOUND'],
	}),
} as const;
