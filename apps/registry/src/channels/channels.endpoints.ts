import { appName, channelName, composition, compositionFiles, remoteReplacement, version } from '@flotilla/contracts';
import * as z from 'zod';
import { instant } from '../http/answer-fields.ts';
import { deployErrors, moveErrors } from '../http/error-codes.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { compositionId } from './composition-id.ts';
import { deployAnswer, deployProblem, endedCanary } from './deploy-answer.ts';
import { moveBody } from './move-body.ts';
import { replacementQuery } from './replacement-query.ts';

const channelParams = z.object({ channel: channelName });
const pointerParams = z.object({ channel: channelName, app: appName });
const compositionParams = z.object({ id: compositionId });

/** The newest change of an app in a channel. */
export const pointerState = z.object({
	channel: z.string(),
	app: z.string(),
	version: z.string(),
	revision: z.int(),
	compositionId: z.string().nullable(),
	changed: z.boolean(),
	endedCanaries: z.array(endedCanary),
});

const channelState = z.object({
	channel: z.string(),
	revision: z.int(),
	compositionId: z.string().nullable(),
	apps: z.array(
		z.object({
			app: z.string(),
			version: z.string(),
			build: z.string(),
			revision: z.int(),
			changedAt: instant,
			pinned: z.boolean(),
			signedBy: z.array(z.string()),
		}),
	),
	canaries: z.array(
		z.object({ app: z.string(), version: z.string(), percent: z.number(), cohort: z.string().nullable() }),
	),
	canaryCompositionIds: z.array(z.string()),
});

const pointerChange = z.object({
	revision: z.int(),
	app: z.string(),
	version: z.string().nullable(),
	previousVersion: z.string().nullable(),
	action: z.enum(['promote', 'rollback', 'pin', 'unpin', 'remove']),
	actor: z.string(),
	reason: z.string().nullable(),
	changedAt: instant,
	pinned: z.boolean(),
	overridden: z.array(deployProblem).nullable(),
	group: z.string().nullable(),
	compositionId: z.string().nullable(),
});

/** Pointers and what follows from them. */
export const channelsEndpoints = {
	read: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel',
		summary: 'What a channel serves',
		access: 'public',
		params: channelParams,
		response: channelState,
		errors: ['NOT_FOUND'],
	}),
	history: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/history',
		summary: 'Who pointed a channel where, when and why, newest first',
		access: 'token',
		params: channelParams,
		query: z.object({ app: z.optional(appName), limit: z.coerce.number().int().min(1).max(1000).default(50) }),
		response: z.object({ changes: z.array(pointerChange) }),
		errors: ['NOT_FOUND'],
	}),
	readComposition: defineEndpoint({
		method: 'GET',
		path: '/compositions/:id',
		summary: 'The exact builds of a page; never changes',
		access: 'public',
		params: compositionParams,
		response: composition,
		errors: ['NOT_FOUND'],
	}),
	compositionFiles: defineEndpoint({
		method: 'GET',
		path: '/compositions/:id/files',
		summary: 'The files that a browser needs to run a composition; never changes',
		access: 'public',
		params: compositionParams,
		response: compositionFiles,
		errors: ['NOT_FOUND'],
	}),
	replacement: defineEndpoint({
		method: 'GET',
		path: '/compositions/:id/remotes/:app/replacement',
		summary: 'The build that a page may run in place of a remote that fails',
		access: 'public',
		params: z.object({ id: compositionId, app: appName }),
		query: replacementQuery,
		response: remoteReplacement,
		errors: ['NOT_FOUND'],
	}),
	promote: defineEndpoint({
		method: 'PUT',
		path: '/channels/:channel/apps/:app',
		summary: 'Point a channel at a published version',
		access: { verb: 'promote' },
		params: pointerParams,
		body: moveBody({ version }),
		response: pointerState,
		errors: moveErrors,
		comparesApi: true,
	}),
	rollback: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/apps/:app/rollback',
		summary: 'Point a channel back at what the app had before',
		access: { verb: 'rollback' },
		params: pointerParams,
		body: moveBody({ to: z.optional(version) }),
		response: pointerState,
		// The API is not asked anew: a rollback waits for nobody.
		errors: moveErrors,
	}),
	canIDeploy: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/apps/:app/can-i-deploy',
		summary: 'What a published version would break in a channel as it is now, and for whom',
		access: 'token',
		params: pointerParams,
		query: z.object({ version }),
		response: deployAnswer,
		errors: deployErrors.filter((code) => code === 'NOT_FOUND'),
		comparesApi: true,
	}),
} as const;
