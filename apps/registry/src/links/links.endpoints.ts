import { appName, version } from '@flotilla/contracts';
import * as z from 'zod';
import { instant } from '../http/answer-fields.ts';
import { deployErrors } from '../http/error-codes.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';

export const linksEndpoints = {
	create: defineEndpoint({
		method: 'POST',
		path: '/links',
		summary: 'Make a signed address that shows a build on top of the channel; needs `link` for the app',
		access: 'token',
		body: z.strictObject({
			app: appName,
			version,
			/** Seconds. */
			expiresIn: z.int().min(60),
			path: z
				.string()
				.max(500)
				.regex(/^\/(?![/\\])[^\s\\#]*$/, 'Use a path of this page, e.g. /users/42.')
				.optional(),
		}),
		status: 201,
		response: z.object({ app: z.string(), version: z.string(), address: z.string(), expiresAt: instant }),
		errors: deployErrors,
		comparesApi: true,
	}),
} as const;
