import { appName } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { reason } from '../channels/move-body.ts';
import { assertMay, type TokenStore } from '../tokens/token-store.ts';
import { keyId } from './build-statement.ts';
import type { KeyStore } from './key-store.ts';

const appParams = z.object({ app: appName });
const keyParams = z.object({ app: appName, key: keyId });
/** Characters of a public key in PEM; an Ed25519 one has 113. */
const longestKey = 2_000;
const trustBody = z.strictObject({ publicKey: z.string().min(1).max(longestKey), message: reason.optional() });
const distrustBody = z.strictObject({ message: reason.optional() });

export interface KeyRoutesOptions {
	keys: KeyStore;
	tokens: TokenStore;
}

/** Which keys may sign an app's builds; changes need the verb `admin` for it. Register under `/registry/v1`. */
export const registerKeyRoutes = (app: FastifyInstance, { keys, tokens }: KeyRoutesOptions): void => {
	app.get('/apps/:app/keys', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const { app: name } = validate(appParams, request.params);
		return createEnvelope({ keys: await keys.list(name) }, { requestId: request.id });
	});

	app.post('/apps/:app/keys', async (request, reply) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const { app: name } = validate(appParams, request.params);
		assertMay(publisher, 'admin', name);
		const { publicKey, message } = validate(trustBody, request.body);
		const trusted = await keys.trust({ app: name, publicKey, actor: publisher.name, reason: message });
		reply.code(trusted.changed ? 201 : 200);
		return createEnvelope({ app: name, ...trusted }, { requestId: request.id });
	});

	app.post('/apps/:app/keys/:key/distrust', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const { app: name, key } = validate(keyParams, request.params);
		assertMay(publisher, 'admin', name);
		const { message } = validate(distrustBody, request.body ?? {});
		const distrusted = await keys.distrust({ app: name, keyId: key, actor: publisher.name, reason: message });
		return createEnvelope({ app: name, ...distrusted }, { requestId: request.id });
	});
};
