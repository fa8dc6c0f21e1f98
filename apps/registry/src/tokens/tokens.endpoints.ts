import { appName } from '@flotilla/contracts';
import * as z from 'zod';
import { instant } from '../http/answer-fields.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { defaultVerbs, verbs } from './verbs.ts';

/** Seconds: ten years, beyond which "never" is meant. */
const longestLife = 10 * 366 * 24 * 60 * 60;

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'Use up to 64 of a-z, 0-9, ".", "_" and "-".');
const granted = { name: z.string(), apps: z.array(z.string()), can: z.array(z.enum(verbs)) };

export const tokensEndpoints = {
	create: defineEndpoint({
		method: 'POST',
		path: '/tokens',
		summary: 'Make a token; it is in this answer and nowhere else',
		access: 'administrator',
		body: z.strictObject({
			name,
			apps: z.array(z.union([z.literal('*'), appName])).min(1),
			can: z
				.array(z.enum(verbs))
				.min(1)
				.default([...defaultVerbs]),
			/** Seconds. */
			expiresIn: z.int().min(1).max(longestLife).optional(),
		}),
		status: 201,
		response: z.object({ ...granted, token: z.string() }),
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/tokens',
		summary: 'Who may do what, but never the tokens themselves',
		access: 'administrator',
		response: z.object({
			tokens: z.array(
				z.object({ ...granted, createdAt: instant, expiresAt: instant.nullable(), expired: z.boolean() }),
			),
		}),
	}),
	revoke: defineEndpoint({
		method: 'DELETE',
		path: '/tokens/:name',
		summary: 'End a token at once; one that is not there is fine',
		access: 'administrator',
		params: z.object({ name }),
		response: z.null(),
	}),
} as const;
