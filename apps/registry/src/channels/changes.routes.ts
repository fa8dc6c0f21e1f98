import { appName, channelName, version } from '@flotilla/contracts';
import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import type { RegistrySchema } from '../database/schema.ts';
import { assertMay, type TokenStore } from '../tokens/token-store.ts';
import type { Verb } from '../tokens/verbs.ts';
import type { ChannelChanges } from './channel-changes.ts';
import { diffChannel } from './channel-diff.ts';
import { compositionId } from './composition-id.ts';
import { checkDeploy } from './deploy-check.ts';
import { expectedRevision, moveBody, reason } from './move-body.ts';

const channelParams = z.object({ channel: channelName });
const pointerParams = z.object({ channel: channelName, app: appName });
const deployQuery = z.object({ version });
const diffQuery = z
	.strictObject({
		with: z.optional(channelName),
		composition: compositionId.optional(),
		at: z.coerce.number().int().min(0).optional(),
	})
	.refine((query) => Object.values(query).filter((value) => value !== undefined).length === 1, {
		error: 'Name one of with, composition and at.',
	});
const restoreBody = moveBody({ compositionId });
// A pin without a reason is a riddle to whoever meets it.
const pinBody = moveBody({ message: reason, version: z.optional(version) });
const unpinBody = z.strictObject({ expectedRevision: expectedRevision.optional(), message: reason.optional() });
const removeBody = moveBody({});

export interface ChangeRoutesOptions {
	database: Kysely<RegistrySchema>;
	changes: ChannelChanges;
	tokens: TokenStore;
}

/** What can be asked before, and done to, a channel beside moving one pointer. Register under `/registry/v1`. */
export const registerChangeRoutes = (
	app: FastifyInstance,
	{ database, changes, tokens }: ChangeRoutesOptions,
): void => {
	app.get('/channels/:channel/apps/:app/can-i-deploy', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const pointer = validate(pointerParams, request.params);
		const answer = await checkDeploy(database, { ...pointer, ...validate(deployQuery, request.query) });
		return createEnvelope(answer, { requestId: request.id });
	});

	app.get('/channels/:channel/diff', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const { channel } = validate(channelParams, request.params);
		const { with: other, composition, at } = validate(diffQuery, request.query);
		const target =
			other !== undefined ? { with: other } : composition !== undefined ? { composition } : { at: at as number };
		return createEnvelope(await diffChannel(database, channel, target), { requestId: request.id });
	});

	app.post('/channels/:channel/rollback', async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const { channel } = validate(channelParams, request.params);
		const { message, ...target } = validate(restoreBody, request.body);
		const done = await changes.rollbackTo({
			channel,
			...target,
			actor: publisher.name,
			reason: message,
			mayChange: (name) => assertMay(publisher, 'rollback', name),
		});
		return createEnvelope(done, { requestId: request.id });
	});

	const ofOneApp = <B extends { message?: string | undefined }>(
		action: string,
		verb: Verb,
		body: z.ZodType<B>,
		act: (
			options: Omit<B, 'message'> & { channel: string; app: string; actor: string; reason: string | undefined },
		) => unknown,
	) =>
		app.post(`/channels/:channel/apps/:app/${action}`, async (request) => {
			const publisher = await tokens.authenticate(request.headers.authorization);
			const pointer = validate(pointerParams, request.params);
			assertMay(publisher, verb, pointer.app);
			const { message, ...options } = validate(body, request.body ?? {});
			const done = await act({ ...options, ...pointer, actor: publisher.name, reason: message });
			return createEnvelope(done, { requestId: request.id });
		});
	ofOneApp('pin', 'pin', pinBody, changes.pin);
	ofOneApp('unpin', 'pin', unpinBody, changes.unpin);
	ofOneApp('remove', 'promote', removeBody, changes.remove);
};
