import { appName, channelName, version } from '@flotilla/contracts';
import * as z from 'zod';
import { moveErrors } from '../http/error-codes.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { pointerState } from './channels.endpoints.ts';
import { compositionId } from './composition-id.ts';
import { endedCanary } from './deploy-answer.ts';
import { expectedRevision, moveBody, reason } from './move-body.ts';

const channelParams = z.object({ channel: channelName });
const pointerParams = z.object({ channel: channelName, app: appName });

const channelChange = z.object({
	channel: z.string(),
	revision: z.int(),
	compositionId: z.string().nullable(),
	changes: z.array(
		z.object({
			app: z.string(),
			version: z.string().nullable(),
			previousVersion: z.string().nullable(),
			revision: z.int(),
		}),
	),
	endedCanaries: z.array(endedCanary),
});

const diffVersion = z.object({ version: z.string(), build: z.string() }).nullable();
const channelDiff = z.object({
	from: z.string(),
	to: z.string(),
	apps: z.array(
		z.object({
			app: z.string(),
			from: diffVersion,
			to: diffVersion,
			files: z.int().nullable(),
			bytes: z.int().nullable(),
			transferBytes: z.int().nullable(),
		}),
	),
});

const diffQuery = z
	.strictObject({
		with: z.optional(channelName),
		composition: compositionId.optional(),
		at: z.coerce.number().int().min(0).optional(),
	})
	.refine((query) => Object.values(query).filter((value) => value !== undefined).length === 1, {
		error: 'Name one of with, composition and at.',
	});

/** What can be asked before, and done to, a channel beside moving one pointer. */
export const changesEndpoints = {
	diff: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/diff',
		summary: 'What another channel, composition or revision has that the channel does not serve; name one of the three',
		access: 'token',
		params: channelParams,
		query: diffQuery,
		response: channelDiff,
		errors: ['NOT_FOUND'],
	}),
	/** The verb `rollback` is needed for every app that moves. */
	rollbackTo: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/rollback',
		summary:
			'Take all apps of a channel back to what a composition had, in one step; needs `rollback` for each that moves',
		access: 'token',
		params: channelParams,
		body: moveBody({ compositionId }),
		response: channelChange,
		errors: moveErrors,
	}),
	pin: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/apps/:app/pin',
		summary: 'Hold an app at its version in a channel',
		access: { verb: 'pin' },
		params: pointerParams,
		// A pin without a reason is a riddle to whoever meets it.
		body: moveBody({ message: reason, version: z.optional(version) }),
		response: pointerState,
		errors: moveErrors,
	}),
	unpin: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/apps/:app/unpin',
		summary: 'Let a pinned app move again',
		access: { verb: 'pin' },
		params: pointerParams,
		body: z.strictObject({ expectedRevision: expectedRevision.optional(), message: reason.optional() }),
		response: pointerState,
		errors: ['NOT_FOUND', 'CHANNEL_MOVED'],
	}),
	remove: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/apps/:app/remove',
		summary: 'Take an app out of a channel; its builds and history stay',
		access: { verb: 'promote' },
		params: pointerParams,
		body: moveBody({}),
		response: channelChange,
		errors: moveErrors,
	}),
} as const;
