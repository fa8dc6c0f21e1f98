import { appName } from '@flotilla/contracts';
import * as z from 'zod';
import { reason } from '../channels/move-body.ts';
import { instant } from '../http/answer-fields.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { keyId } from './build-statement.ts';

/** Characters of a public key in PEM; an Ed25519 one has 113. */
const longestKey = 2_000;

const appParams = z.object({ app: appName });
const changedKey = { app: z.string(), keyId: z.string(), changed: z.boolean() };

export const keysEndpoints = {
	list: defineEndpoint({
		method: 'GET',
		path: '/apps/:app/keys',
		summary: 'Keys that sign, or once signed, the builds of an app',
		access: 'token',
		params: appParams,
		response: z.object({
			keys: z.array(
				z.object({
					keyId: z.string(),
					publicKey: z.string(),
					trusted: z.boolean(),
					changedBy: z.string(),
					changedAt: instant,
					reason: z.string().nullable(),
				}),
			),
		}),
	}),
	trust: defineEndpoint({
		method: 'POST',
		path: '/apps/:app/keys',
		summary: 'Trust a key: from then on builds of the app have to be signed',
		access: { verb: 'admin' },
		params: appParams,
		body: z.strictObject({ publicKey: z.string().min(1).max(longestKey), message: reason.optional() }),
		status: 201,
		repeatedStatus: 200,
		response: z.object(changedKey),
	}),
	distrust: defineEndpoint({
		method: 'POST',
		path: '/apps/:app/keys/:key/distrust',
		summary: 'Trust a key no longer; the answer says where builds are live that it alone signed',
		access: { verb: 'admin' },
		params: z.object({ app: appName, key: keyId }),
		body: z.strictObject({ message: reason.optional() }),
		response: z.object({ ...changedKey, live: z.array(z.object({ channel: z.string(), version: z.string() })) }),
		errors: ['NOT_FOUND'],
	}),
} as const;
