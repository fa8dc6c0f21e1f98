import { appName, channelName } from '@flotilla/contracts';
import * as z from 'zod';
import { instant } from '../http/answer-fields.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';

const summary = z
	.object({
		p75: z.number(),
		pages: z.int(),
		rating: z.enum(['good', 'needs-improvement', 'poor']),
		difference: z.number().nullable(),
	})
	.nullable();

export const vitalsEndpoints = {
	read: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/vitals',
		summary:
			'Core Web Vitals that pages told, by app and build or composition, newest first, compared with the one before',
		access: 'token',
		params: z.object({ channel: channelName }),
		query: z.strictObject({
			app: z.optional(appName),
			by: z.enum(['build', 'composition']).default('build'),
			/** Of 24 hours in UTC, today among them. */
			days: z.coerce.number().int().min(1).max(366).default(30),
			/** Below it a difference would be chance. */
			minimumPages: z.coerce.number().int().min(1).max(1_000_000).default(50),
		}),
		response: z.object({
			channel: z.string(),
			rows: z.array(
				z.object({
					app: z.string(),
					version: z.string(),
					compositionId: z.string().nullable(),
					firstAt: instant,
					vitals: z.object({ lcp: summary, inp: summary, cls: summary }),
				}),
			),
		}),
	}),
} as const;
