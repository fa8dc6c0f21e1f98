import * as z from 'zod';
import { instant } from '../http/answer-fields.ts';
import { deployProblemCodes } from './deploy-problem.ts';

export const deployProblem = z.object({
	code: z.enum(deployProblemCodes),
	severity: z.enum(['error', 'warning']),
	message: z.string(),
	app: z.string(),
	affects: z.array(z.string()),
	detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** A canary that a change has ended. */
export const endedCanary = z.object({
	app: z.string(),
	version: z.string(),
	state: z.enum(['promoted', 'stopped']),
	reason: z.string(),
});

export const deployAnswer = z.object({
	channel: z.string(),
	app: z.string(),
	version: z.string(),
	ok: z.boolean(),
	pinnedTo: z.string().nullable(),
	problems: z.array(deployProblem),
	api: z.object({ digest: z.string(), version: z.string(), seenAt: instant }).nullable(),
});
