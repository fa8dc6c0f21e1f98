import * as z from 'zod';
import { reason } from '../channels/move-body.ts';
import { instant } from '../http/answer-fields.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';

/** What is kept; the same for whoever asks and for the registry itself. */
export const collectLimits = z.strictObject({
	/** Days; 0 keeps what is live now, and what it would be rolled back to. */
	keepDays: z.int().min(0).max(3_650).default(30),
	keepUploadHours: z.int().min(1).max(8_760).default(24),
	/** Not below 5: a commit that compresses a large build must be over in that time. */
	graceMinutes: z.int().min(5).max(10_080).default(60),
});

const collectedGarbage = z.object({
	dryRun: z.boolean(),
	builds: z.array(z.object({ app: z.string(), version: z.string(), build: z.string() })),
	compositions: z.array(z.string()),
	uploads: z.int(),
	files: z.int(),
	blobs: z.int(),
	bytes: z.int(),
});

export const garbageEndpoints = {
	collect: defineEndpoint({
		method: 'POST',
		path: '/gc',
		summary: 'Remove builds, files and uploads that nothing needs',
		access: 'administrator',
		body: collectLimits.extend({ dryRun: z.boolean().default(false), message: reason.optional() }),
		response: collectedGarbage,
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/gc',
		summary: 'What was collected, newest first',
		access: 'administrator',
		response: z.object({
			collections: z.array(
				z.object({
					actor: z.string(),
					reason: z.string().nullable(),
					result: collectedGarbage,
					collectedAt: instant,
				}),
			),
		}),
	}),
} as const;
