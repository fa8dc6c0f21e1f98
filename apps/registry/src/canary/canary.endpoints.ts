import { appName, channelName, version } from '@flotilla/contracts';
import * as z from 'zod';
import { expectedRevision, reason } from '../channels/move-body.ts';
import { instant } from '../http/answer-fields.ts';
import { deployErrors } from '../http/error-codes.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { canaryPolicy } from './canary-policy.ts';
import { cohort } from './cohort.ts';

const canaryParams = z.object({ channel: channelName, app: appName });

/** Hundredths of a percent are the smallest share there is. */
const percent = z
	.number()
	.min(0)
	.max(100)
	.refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, { error: 'Give at most two decimals.' });

const counts = z.object({ sessions: z.number(), failing: z.number() });
const figures = z.object({ candidate: counts, stable: counts });
const canaryDescription = z.object({
	id: z.int(),
	channel: z.string(),
	app: z.string(),
	version: z.string(),
	stableVersion: z.string(),
	percent: z.number(),
	cohort: z.string().nullable(),
	policy: canaryPolicy,
	state: z.enum(['running', 'promoted', 'rolled-back', 'stopped']),
	startedBy: z.string(),
	reason: z.string().nullable(),
	startedAt: instant,
	endedAt: instant.nullable(),
	figures,
	verdict: z
		.object({
			action: z.enum(['promote', 'roll-back', 'go-on']),
			reason: z.string(),
			test: z.object({ harm: z.number(), leastHarm: z.number(), upper: z.number(), lower: z.number() }),
		})
		.nullable(),
	decisions: z.array(
		z.object({
			action: z.enum(['start', 'change', 'go-on', 'promote', 'roll-back', 'stop']),
			actor: z.string(),
			reason: z.string().nullable(),
			figures,
			decidedAt: instant,
		}),
	),
});

export const canariesEndpoints = {
	list: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/canaries',
		summary: 'Canaries of a channel, newest first; those that are over with `all=true`',
		access: 'token',
		params: z.object({ channel: channelName }),
		query: z.strictObject({ app: z.optional(appName), all: z.stringbool().default(false) }),
		response: z.object({ canaries: z.array(canaryDescription) }),
	}),
	set: defineEndpoint({
		method: 'PUT',
		path: '/channels/:channel/apps/:app/canary',
		summary: 'Try a version on a share of devices, or change the share',
		access: { verb: 'canary' },
		params: canaryParams,
		body: z
			.strictObject({
				version,
				percent: percent.default(0),
				cohort: cohort.optional(),
				policy: canaryPolicy.optional(),
				message: reason.optional(),
				expectedRevision: expectedRevision.optional(),
			})
			.refine((body) => body.percent > 0 || body.cohort !== undefined, {
				path: ['percent'],
				error: 'Give a share above 0, a cohort, or both.',
			}),
		response: canaryDescription,
		errors: [...deployErrors, 'CANARY_RUNNING', 'CANARY_REFUSED', 'POINTER_PINNED', 'CHANNEL_MOVED'],
		comparesApi: true,
	}),
	stop: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/apps/:app/canary/stop',
		summary: 'End a canary: nobody gets the candidate any longer',
		access: { verb: 'canary' },
		params: canaryParams,
		body: z.strictObject({ message: reason.optional() }),
		response: canaryDescription,
		errors: ['NOT_FOUND'],
	}),
} as const;
